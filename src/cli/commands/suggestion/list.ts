import { listSuggestions, SuggestionState } from "../../../contract/index.ts";
import { defineCommand, integer, oneOf } from "../../command.ts";
import { clean } from "../../print/clean.ts";
import { table } from "../../print/table.ts";

export const suggestionList = defineCommand<{ tag?: string; group?: string; state?: SuggestionState; limit?: number; cursor?: string }>({
  name: "suggestion list",
  group: "tags",
  summary: { zh: "标签建议，新的在前；只有自己可以打的标签", en: "suggested tags, newest first, of tags that you may assign" },
  options: [
    { flags: "--tag <tag>", text: { zh: "标签的编码或名称", en: "a tag's code or name" } },
    { flags: "--group <group>", text: { zh: "标签组的编号或路径", en: "a group's number or path" } },
    {
      flags: "--state <state>",
      text: {
        zh: `状态：${SuggestionState.options.join("、")}（默认 open）`,
        en: `${SuggestionState.options.join(", ")} (open by default)`,
      },
      parse: oneOf("--state", SuggestionState.options),
    },
    {
      flags: "--limit <n>",
      text: { zh: "最多几条（1–500，默认 50）", en: "how many at most (1 to 500, 50 by default)" },
      parse: integer("--limit", 1, 500),
    },
    { flags: "--cursor <text>", text: { zh: "上一页 JSON 里的 next", en: "the next of the page before, from its JSON" } },
  ],
  examples: ["suggestion list --tag vip"],
  async run(session, _, { tag, group, state = "open", limit = 50, cursor }) {
    const page = await session.call(listSuggestions, { tag, group, state, limit, cursor });
    if (session.json) return session.printJson(page);
    const { say } = session;
    const clock = await session.clock();
    const titles = [
      { title: say({ zh: "编号", en: "ID" }) },
      { title: say({ zh: "标签", en: "TAG" }), flexible: true },
      { title: say({ zh: "客户", en: "CUSTOMER" }) },
      { title: say({ zh: "姓名", en: "NAME" }) },
      { title: say({ zh: "把握", en: "CONFIDENCE" }) },
      { title: say({ zh: "依据", en: "REASON" }), flexible: true },
      { title: say({ zh: "谁", en: "WHO" }) },
      { title: say({ zh: "何时", en: "WHEN" }) },
    ];
    const rows = page.items.map((one) => [
      String(one.id),
      say(one.tag.name),
      String(one.customer),
      one.name ?? "",
      one.confidence === null ? "" : `${one.confidence}%`,
      clean(one.reason ?? ""),
      one.by,
      clock(one.at),
    ]);
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    else session.print(say({ zh: "没有建议", en: "no suggestions" }));
    if (page.next !== null) session.note(say({ zh: "还有更多：用 --limit", en: "there are more: use --limit" }));
  },
});
