import { describeCatalogue } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { table } from "../../print/table.ts";

export const catalogueShow = defineCommand({
  name: "catalogue show",
  group: "data",
  summary: { zh: "数据字典：规则可以使用的属性和行为", en: "the attributes and events that a rule may name" },
  async run(session) {
    const answer = await session.call(describeCatalogue, {});
    if (session.json) return session.printJson(answer);
    const { lang, say, paint } = session;
    const titles = (first: string) => [
      { title: first },
      { title: say({ zh: "名称", en: "LABEL" }), flexible: true },
      { title: say({ zh: "类型", en: "TYPE" }) },
      { title: say({ zh: "敏感级别", en: "SENSITIVITY" }) },
    ];
    const quiet = (sensitivity: string) => (sensitivity === "ordinary" ? "" : sensitivity);
    const attributes = answer.attributes.map(({ code, name, type, sensitivity }) => [code, name[lang], type, quiet(sensitivity)]);
    if (attributes.length > 0) session.print(...table(titles(say({ zh: "属性", en: "ATTRIBUTE" })), attributes, session.table), "");
    const events = answer.events.flatMap(({ code, name, properties }) => [
      [{ text: code, style: "bold" as const }, name[lang] === code ? "" : name[lang], "", ""],
      ...properties.map((each) => [
        `  ${each.code}`,
        each.name[lang] === each.code ? "" : each.name[lang],
        each.type,
        quiet(each.sensitivity),
      ]),
    ]);
    if (events.length > 0) session.print(...table(titles(say({ zh: "行为", en: "EVENT" })), events, { ...session.table, paint }));
  },
});
