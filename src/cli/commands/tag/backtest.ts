import { type BacktestGroup, type BacktestResult, backtestRule } from "../../../contract/index.ts";
import { AS_OF, defineCommand, integer } from "../../command.ts";
import { followJob } from "../../job.ts";
import { grouped, percent } from "../../print/number.ts";
import { type Cell, table } from "../../print/table.ts";
import type { Session } from "../../session.ts";

export const tagBacktest = defineCommand<{ months?: number; asOf?: string }>({
  name: "tag backtest",
  group: "tags",
  summary: {
    zh: "回测：过去每个月末的成员，以及他们之后 30、90 天的订单，与其余客户比较",
    en: "members at each past month-end and their orders in the 30 and 90 days after, beside the others",
  },
  arguments: [{ usage: "<tag>", text: { zh: "规则或分层标签的编码或名称", en: "a rule or tiered tag's code or name" } }],
  options: [
    {
      flags: "--months <n>",
      text: { zh: "多少个月末（1–60，默认 24）", en: "how many month-ends (1 to 60, 24 by default)" },
      parse: integer("--months", 1, 60),
    },
    AS_OF,
  ],
  examples: ["tag backtest high_value", "tag backtest at_risk --months 12 --as-of 2011-12-09"],
  async run(session, [tag = ""], { months = 24, asOf }) {
    const { job } = await session.call(backtestRule, { tag, months, asOf });
    const result = (await followJob(session, job)) as BacktestResult;
    if (session.json) session.printJson(result);
    else session.print(...monthsOf(session, result));
  },
});

/** One line per month and group: members, and later orders and spend per customer, compared with non-members. */
function monthsOf({ say, table: options }: Session, { months }: BacktestResult): string[] {
  const right = (zh: string, en: string) => ({ title: say({ zh, en }), align: "right" as const });
  const titles = [
    { title: say({ zh: "月末", en: "MONTH" }) },
    { title: say({ zh: "取值", en: "VALUE" }) },
    right("人数", "MEMBERS"),
    right("占比", "SHARE"),
    right("30天订单", "ORDERS 30D"),
    right("其余", "OTHERS"),
    right("90天订单", "ORDERS 90D"),
    right("其余", "OTHERS"),
    right("90天金额", "SPEND 90D"),
    right("其余", "OTHERS"),
  ];
  const rows = months.flatMap(({ month, customers, groups, others }) =>
    groups.map((group): Cell[] => [
      month,
      group.value ?? "",
      grouped(group.customers),
      percent(customers === 0 ? null : group.customers / customers),
      ...(["30 orders", "90 orders", "90 spend"] as const).flatMap((which) => [shown(group, which), shown(others, which)]),
    ]),
  );
  return table(titles, rows, options);
}

function shown({ after }: BacktestGroup, which: "30 orders" | "90 orders" | "90 spend"): string {
  const [days, measure] = which.split(" ") as [string, "orders" | "spend"];
  const value = after.find((one) => one.days === Number(days))?.[measure] ?? null;
  return value === null ? "–" : grouped(Number(value).toFixed(2));
}
