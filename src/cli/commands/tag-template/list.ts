import { listTemplates, type TemplateField } from "../../../contract/index.ts";
import type { Text } from "../../../kernel/index.ts";
import { defineCommand } from "../../command.ts";
import { type Cell, table } from "../../print/table.ts";

export const FIELD_STATE: Readonly<Record<TemplateField["state"], Text>> = {
  ready: { zh: "有数据", en: "has data" },
  empty: { zh: "还没有数据", en: "no data yet" },
  mistyped: { zh: "类型不符", en: "has another type" },
  missing: { zh: "数据字典里没有", en: "not in the catalogue" },
};

export const tagTemplateList = defineCommand({
  name: "tag-template list",
  group: "tags",
  summary: { zh: "标签模板，以及缺哪些数据", en: "templates of tags, and which data they lack" },
  examples: ["tag-template list", "tag-template list --json"],
  async run(session) {
    const answer = await session.call(listTemplates, {});
    if (session.json) return session.printJson(answer);
    const { say, lang } = session;
    const titles = [
      { title: say({ zh: "编码", en: "CODE" }) },
      { title: say({ zh: "名称", en: "NAME" }) },
      { title: say({ zh: "口径", en: "CRITERIA" }), flexible: true },
      { title: say({ zh: "缺少", en: "LACKS" }), flexible: true },
    ];
    const rows = answer.items.map(({ code, name, criteria, fields }): Cell[] => {
      const lacking = fields.filter(({ kind, state }) => state !== "ready" && (kind !== "property" || state !== "empty"));
      return [
        code,
        name[lang],
        criteria[lang],
        lacking.map((field) => `${field.name[lang]} (${say(FIELD_STATE[field.state])})`).join(", "),
      ];
    });
    session.print(...table(titles, rows, session.table));
  },
});
