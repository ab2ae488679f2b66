import { listCustomerEvents } from "../../../contract/index.ts";
import { defineCommand, integer } from "../../command.ts";
import { table } from "../../print/table.ts";
import { CUSTOMER } from "../arguments.ts";
import { valueText } from "./print.ts";

export const customerEvents = defineCommand<{ event?: string; limit?: number; cursor?: string }>({
  name: "customer events",
  group: "customers",
  summary: { zh: "一位客户的时间线，新的在前", en: "a customer's timeline, newest first" },
  arguments: [CUSTOMER],
  options: [
    { flags: "--event <name>", text: { zh: "只看这种行为", en: "only events of this name" } },
    {
      flags: "--limit <n>",
      text: { zh: "最多几条（1–500，默认 20）", en: "how many at most (1 to 500, 20 by default)" },
      parse: integer("--limit", 1, 500),
    },
    { flags: "--cursor <text>", text: { zh: "上一页 JSON 里的 next", en: "the next of the page before, from its JSON" } },
  ],
  examples: ["customer events crm:12346 --limit 5"],
  async run(session, [customer = ""], { event, limit = 20, cursor }) {
    const page = await session.call(listCustomerEvents, { customer, event, limit, cursor });
    if (session.json) return session.printJson(page);
    const { lang, say } = session;
    const clock = await session.clock();
    const rows = page.items.map(({ time, name, properties, clock: sender }) => [
      clock(time),
      name[lang],
      [
        ...Object.entries(properties).map(([key, value]) => `${key}=${valueText(value)}`),
        ...(sender ? [say({ zh: `（发送方写 ${clock(sender.stated)}）`, en: `(sent as ${clock(sender.stated)})` })] : []),
      ].join("  "),
    ]);
    const titles = [
      { title: say({ zh: "时间", en: "TIME" }) },
      { title: say({ zh: "行为", en: "EVENT" }) },
      { title: say({ zh: "内容", en: "PROPERTIES" }), flexible: true },
    ];
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    if (rows.length === 0) session.note(say({ zh: "没有行为", en: "no events" }));
    else if (page.next !== null) session.note(say({ zh: "还有更早的：用 --limit", en: "there are older ones: use --limit" }));
  },
});
