import { listConflicts } from "../../../contract/index.ts";
import { defineCommand, integer } from "../../command.ts";
import { clean } from "../../print/clean.ts";
import { grouped } from "../../print/number.ts";
import { type Cell, table } from "../../print/table.ts";

export const conflictList = defineCommand<{ limit?: number; cursor?: string }>({
  name: "conflict list",
  group: "data",
  summary: {
    zh: "编号相同、内容不同的消息：先到的算数，后到的另存在这里",
    en: "messages whose id their sender had used for something else: the first counts, these are kept aside",
  },
  options: [
    {
      flags: "--limit <n>",
      text: { zh: "最多几条（1–500，默认 50）", en: "how many at most (1 to 500, 50 by default)" },
      parse: integer("--limit", 1, 500),
    },
    { flags: "--cursor <text>", text: { zh: "上一页 JSON 里的 next", en: "the next of the page before, from its JSON" } },
  ],
  examples: ["conflict list", "conflict list --limit 500 --json"],
  async run(session, _, { limit = 50, cursor }) {
    const page = await session.call(listConflicts, { limit, cursor });
    if (session.json) return session.printJson(page);
    const { say } = session;
    const clock = await session.clock();
    const titles = [
      { title: say({ zh: "最近", en: "LAST SEEN" }) },
      { title: say({ zh: "发送方", en: "SENDER" }) },
      { title: say({ zh: "行为", en: "EVENT" }) },
      { title: say({ zh: "编号", en: "ID" }) },
      { title: say({ zh: "次数", en: "TIMES" }), align: "right" as const },
      { title: say({ zh: "后到的内容", en: "WHAT IT SAYS" }), flexible: true },
    ];
    const rows = page.items.map(({ lastAt, sender, event, message, times, payload }): Cell[] => [
      clock(lastAt),
      clean(sender),
      clean(event),
      clean(message),
      grouped(times),
      payload === null ? "****" : clean(payload.properties),
    ]);
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    const total = grouped(page.total ?? rows.length);
    session.note(say({ zh: `${rows.length} 条，共 ${total} 条编号冲突`, en: `${rows.length} of ${total} conflicts of ids` }));
  },
});
