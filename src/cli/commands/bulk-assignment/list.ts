import { listBulkAssignments } from "../../../contract/index.ts";
import { defineCommand, integer } from "../../command.ts";
import { grouped } from "../../print/number.ts";
import { type Cell, table } from "../../print/table.ts";

export const bulkAssignmentList = defineCommand<{ limit?: number }>({
  name: "bulk-assignment list",
  group: "tags",
  summary: { zh: "批量打标签的记录", en: "bulk assignments, newest first" },
  options: [
    {
      flags: "--limit <n>",
      text: { zh: "最多几条（1–500，默认 20）", en: "how many at most (1 to 500, 20 by default)" },
      parse: integer("--limit", 1, 500),
    },
  ],
  examples: ["bulk-assignment list"],
  async run(session, _, { limit = 20 }) {
    const page = await session.call(listBulkAssignments, { limit });
    if (session.json) return session.printJson(page);
    const { say, lang } = session;
    const states = {
      started: say({ zh: "未完成", en: "not ended" }),
      done: say({ zh: "完成", en: "done" }),
      undone: say({ zh: "已撤销", en: "undone" }),
    };
    const rows = page.items.map((each): Cell[] => [
      String(each.bulk),
      each.at,
      each.actor,
      [...each.add.map(({ name }) => `+${name[lang]}`), ...each.remove.map(({ name }) => `−${name[lang]}`)].join(" "),
      grouped(each.customers),
      grouped(each.entered),
      grouped(each.left),
      states[each.state],
    ]);
    const right = (zh: string, en: string) => ({ title: say({ zh, en }), align: "right" as const });
    const titles = [
      right("编号", "BULK"),
      { title: say({ zh: "时间", en: "AT" }) },
      { title: say({ zh: "谁", en: "WHO" }), flexible: true },
      { title: say({ zh: "标签", en: "TAGS" }), flexible: true },
      right("客户", "CUSTOMERS"),
      right("添加", "ADDED"),
      right("移除", "REMOVED"),
      { title: say({ zh: "状态", en: "STATE" }) },
    ];
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    session.note(say({ zh: `${rows.length} 条`, en: `${rows.length} bulk assignments` }));
  },
});
