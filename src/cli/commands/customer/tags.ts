import { readCustomerTags } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { grouped } from "../../print/number.ts";
import { table } from "../../print/table.ts";
import { CUSTOMER } from "../arguments.ts";

export const customerTags = defineCommand({
  name: "customer tags",
  group: "customers",
  summary: { zh: "客户当前的标签", en: "the tags that a customer has now" },
  arguments: [CUSTOMER],
  examples: ["customer tags crm:12346", "customer tags 17 --json"],
  async run(session, [customer = ""]) {
    const answer = await session.call(readCustomerTags, { customer });
    if (session.json) return session.printJson(answer);
    const { say, lang } = session;
    if (answer.tags.length === 0) return session.print(say({ zh: "没有标签", en: "no tags" }));
    const titles = [
      { title: say({ zh: "标签", en: "TAG" }) },
      { title: say({ zh: "取值", en: "VALUE" }) },
      { title: say({ zh: "编码", en: "CODE" }) },
      { title: say({ zh: "手动指定", en: "OVERRIDE" }) },
    ];
    const rows = answer.tags.map(({ name, color, value, unit, code, overridden }) => [
      { text: name[lang], dot: color },
      value === null ? "" : [grouped(value), unit].filter(Boolean).join(" "),
      code,
      overridden ? say({ zh: "是", en: "yes" }) : "",
    ]);
    session.print(...table(titles, rows, session.table));
  },
});
