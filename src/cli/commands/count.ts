import { countCustomers } from "../../contract/index.ts";
import { AS_OF, defineCommand, MEMBERS_AT } from "../command.ts";
import { clean } from "../print/clean.ts";
import { grouped, percent } from "../print/number.ts";

export const count = defineCommand<{ asOf?: string; membersAt?: string }>({
  name: "count",
  group: "customers",
  summary: { zh: "一个标签组合有多少客户", en: "how many customers a combination of tags selects" },
  arguments: [
    {
      usage: "<combination>",
      text: {
        zh: "标签的名称或编码，用 and/or/not 或 且/或/非 及括号组合",
        en: "tags by name or code, joined by and, or, not (or 且, 或, 非) and brackets",
      },
    },
  ],
  options: [AS_OF, MEMBERS_AT],
  examples: [
    "count '高价值客户 and not 近期沉默'",
    "count '(high_value 或 loyal) 且 非 silent' --as-of 2011-12-09T12:50:00Z",
    "count high_value --members-at 2026-01-01",
  ],
  async run(session, [where = ""], { asOf, membersAt }) {
    const answer = await session.call(countCustomers, { where, asOf, membersAt });
    if (session.json) return session.printJson(answer);
    const { lang, say, paint } = session;
    const share = answer.customers === 0 ? null : answer.count / answer.customers;
    const clock = await session.clock();
    session.print(
      `${paint(grouped(answer.count), "bold")}  ${paint(clean(answer.sentence[lang]), "dim")}`,
      say({
        zh: `${grouped(answer.customers)} 位客户中的 ${percent(share)}，截至 ${clock.zoned(answer.asOf)}`,
        en: `${percent(share)} of ${grouped(answer.customers)} customers, as of ${clock.zoned(answer.asOf)}`,
      }),
    );
  },
});
