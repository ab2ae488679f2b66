import { listCustomers } from "../../../contract/index.ts";
import { defineCommand, MEMBERS_AT, integer } from "../../command.ts";
import { grouped } from "../../print/number.ts";
import { type Cell, table } from "../../print/table.ts";

export const customerList = defineCommand<{ where?: string; q?: string; membersAt?: string; limit?: number; cursor?: string }>({
  name: "customer list",
  group: "customers",
  summary: { zh: "客户列表，可按标签组合筛选", en: "customers, by a combination of tags" },
  options: [
    {
      flags: "--where <combination>",
      text: { zh: "标签组合，如 '高价值客户 且 非 近期沉默'", en: "a combination, such as 'high_value and not silent'" },
    },
    { flags: "--q <text>", text: { zh: "姓名的一部分，或身份的开头", en: "part of a name, or the beginning of an identity" } },
    MEMBERS_AT,
    {
      flags: "--limit <n>",
      text: { zh: "最多几位（1–500，默认 20）", en: "how many at most (1 to 500, 20 by default)" },
      parse: integer("--limit", 1, 500),
    },
    { flags: "--cursor <text>", text: { zh: "上一页 JSON 里的 next", en: "the next of the page before, from its JSON" } },
  ],
  examples: ["customer list --where '高价值客户 且 非 近期沉默'", "customer list --q crm:123 --json"],
  async run(session, _, { where, q, membersAt, limit = 20, cursor }) {
    const page = await session.call(listCustomers, { where, q, membersAt, limit, cursor });
    if (session.json) return session.printJson(page);
    const { lang, say } = session;
    const rows = page.items.map(({ customer, name, identities, tags }): Cell[] => [
      String(customer),
      name ?? "",
      identities.map(({ platform, external }) => `${platform}:${external}`).join(" "),
      tags.map((each) => (each.value === null ? each.name[lang] : `${each.name[lang]}=${each.value}`)).join(lang === "zh" ? "、" : ", "),
    ]);
    const titles = [
      { title: say({ zh: "客户", en: "CUSTOMER" }), align: "right" as const },
      { title: say({ zh: "姓名", en: "NAME" }), flexible: true },
      { title: say({ zh: "身份", en: "IDENTITIES" }), flexible: true },
      { title: say({ zh: "标签", en: "TAGS" }), flexible: true },
    ];
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    const of = page.total === null ? "" : say({ zh: `，共 ${grouped(page.total)} 位`, en: ` of ${grouped(page.total)}` });
    const more =
      page.next === null
        ? ""
        : say({ zh: "；更多请用 --limit，全部请用 tagwise export", en: "; more with --limit, all with tagwise export" });
    session.note(say({ zh: `${rows.length} 位客户${of}${more}`, en: `${rows.length}${of} customers${more}` }));
  },
});
