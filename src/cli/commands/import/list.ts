import { listImports } from "../../../contract/index.ts";
import { defineCommand, integer } from "../../command.ts";
import { grouped } from "../../print/number.ts";
import { table } from "../../print/table.ts";

export const importList = defineCommand<{ limit?: number; cursor?: string }>({
  name: "import list",
  group: "data",
  summary: { zh: "导入记录，新的在前", en: "imports, newest first" },
  options: [
    {
      flags: "--limit <n>",
      text: { zh: "最多几条（1–500，默认 20）", en: "how many at most (1 to 500, 20 by default)" },
      parse: integer("--limit", 1, 500),
    },
    { flags: "--cursor <text>", text: { zh: "上一页 JSON 里的 next", en: "the next of the page before, from its JSON" } },
  ],
  async run(session, _, { limit = 20, cursor }) {
    const page = await session.call(listImports, { limit, cursor });
    if (session.json) return session.printJson(page);
    const { say } = session;
    const clock = await session.clock();
    const right = (zh: string, en: string) => ({ title: say({ zh, en }), align: "right" as const });
    const titles = [
      { title: say({ zh: "编号", en: "IMPORT" }) },
      { title: say({ zh: "时间", en: "STARTED" }) },
      { title: say({ zh: "文件", en: "FILE" }), flexible: true },
      right("行", "ROWS"),
      right("跳过", "SKIPPED"),
      right("新客户", "CUSTOMERS"),
      right("新增行为", "EVENTS"),
      right("重复", "REPEATED"),
    ];
    const rows = page.items.map((each) => [
      each.id,
      clock(each.startedAt),
      each.state === "done" ? each.file : `${each.file} ${say({ zh: "（已撤销）", en: "(taken back)" })}`,
      ...[each.read, each.skipped, each.customersCreated, each.eventsAdded, each.repeated].map(grouped),
    ]);
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    else session.note(say({ zh: "还没有导入过文件", en: "nothing was imported yet" }));
  },
});
