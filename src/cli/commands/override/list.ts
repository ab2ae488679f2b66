import { listOverrides } from "../../../contract/index.ts";
import { defineCommand, integer } from "../../command.ts";
import { clean } from "../../print/clean.ts";
import { table } from "../../print/table.ts";
import { DIRECTION } from "../../print/labels.ts";

export const overrideList = defineCommand<{ limit?: number; cursor?: string }>({
  name: "override list",
  group: "tags",
  summary: { zh: "一个标签上由人手动指定的客户，新的在前", en: "the overrides in force on a tag, newest first" },
  arguments: [{ usage: "<tag>", text: { zh: "标签的编码或名称", en: "the tag's code or name" } }],
  options: [
    {
      flags: "--limit <n>",
      text: { zh: "最多几条（1–500，默认 50）", en: "how many at most (1 to 500, 50 by default)" },
      parse: integer("--limit", 1, 500),
    },
    { flags: "--cursor <text>", text: { zh: "上一页 JSON 里的 next", en: "the next of the page before, from its JSON" } },
  ],
  examples: ["override list high_value"],
  async run(session, [tag = ""], { limit = 50, cursor }) {
    const page = await session.call(listOverrides, { tag, limit, cursor });
    if (session.json) return session.printJson(page);
    const { say } = session;
    const clock = await session.clock();
    const titles = [
      { title: say({ zh: "客户", en: "CUSTOMER" }) },
      { title: say({ zh: "姓名", en: "NAME" }) },
      { title: say({ zh: "指定", en: "OVERRIDE" }) },
      { title: say({ zh: "取值", en: "VALUE" }) },
      { title: say({ zh: "原因", en: "REASON" }), flexible: true },
      { title: say({ zh: "谁", en: "WHO" }) },
      { title: say({ zh: "何时", en: "WHEN" }) },
      { title: say({ zh: "到期", en: "UNTIL" }) },
    ];
    const rows = page.items.map(({ customer, name, direction, value, reason, actor, at, expires }) => [
      String(customer),
      name ?? "",
      say(DIRECTION[direction]),
      value ?? "",
      clean(reason),
      actor,
      clock(at),
      expires === null ? "" : clock(expires),
    ]);
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    else session.print(say({ zh: "没有手动指定", en: "no overrides" }));
    if (page.next !== null) session.note(say({ zh: "还有更多：用 --limit", en: "there are more: use --limit" }));
  },
});
