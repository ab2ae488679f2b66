import { readCatalogueUse } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { clean } from "../../print/clean.ts";
import { grouped } from "../../print/number.ts";
import { type Cell, table } from "../../print/table.ts";

export const catalogueUse = defineCommand({
  name: "catalogue use",
  group: "data",
  summary: {
    zh: "数据字典的使用情况：未命名的在前，条数、最近出现、类型不符的值",
    en: "how the catalogue is used: unlabelled first, counts, last seen, values of other types",
  },
  async run(session) {
    const answer = await session.call(readCatalogueUse, {});
    if (session.json) return session.printJson(answer);
    const { lang, say } = session;
    const clock = await session.clock();
    const label = (labelled: boolean) => (labelled ? "" : say({ zh: "未命名", en: "unlabelled" }));
    const titles = [
      { title: say({ zh: "编码", en: "CODE" }) },
      { title: say({ zh: "名称", en: "LABEL" }), flexible: true },
      { title: "" },
      { title: say({ zh: "数量", en: "COUNT" }), align: "right" as const },
      { title: say({ zh: "最近", en: "LAST SEEN" }) },
      { title: say({ zh: "类型不符", en: "OTHER TYPES" }), align: "right" as const },
    ];
    const events = answer.events
      .filter(({ events: count, labelled }) => count > 0 || !labelled)
      .map(({ code, name, labelled, events: count, lastSeen, violations }): Cell[] => [
        code,
        name[lang] === code ? "" : name[lang],
        label(labelled),
        grouped(count),
        lastSeen === null ? "" : clock(lastSeen),
        violations === 0 ? "" : grouped(violations),
      ]);
    const attributes = answer.attributes
      .filter(({ customers, labelled }) => customers > 0 || !labelled)
      .map(({ code, name, labelled, customers, violations }): Cell[] => [
        code,
        name[lang] === code ? "" : name[lang],
        label(labelled),
        grouped(customers),
        "",
        violations === null ? "" : grouped(violations.values),
      ]);
    if (events.length > 0) session.print(...table(titles, events, session.table), "");
    if (attributes.length > 0) session.print(...table(titles, attributes, session.table));
    for (const { event, values, example } of answer.unnamed) {
      const name = example === null ? "" : JSON.stringify(clean(example));
      session.note(
        event === null
          ? say({
              zh: `${values} 个客户属性的名称不能用，值没有保存：${name}`,
              en: `${values} values under names that no attribute can have were left out: ${name}`,
            })
          : say({
              zh: `${clean(event)}：${values} 个属性的名称不能用，值作为文本保留：${name}`,
              en: `${clean(event)}: ${values} values under names that no property can have are kept as text: ${name}`,
            }),
      );
    }
  },
});
