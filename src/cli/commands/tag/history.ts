import { tagHistory as readHistory } from "../../../contract/index.ts";
import { defineCommand, integer } from "../../command.ts";
import { changesOf, printHistory } from "../../print/history.ts";

export const tagHistory = defineCommand<{ limit?: number; cursor?: string }>({
  name: "tag history",
  group: "tags",
  summary: { zh: "一个标签每次变化：谁进入、谁离开，为什么", en: "each change of a tag: how many entered and left, and why" },
  arguments: [{ usage: "<tag>", text: { zh: "标签的编码或名称", en: "the tag's code or name" } }],
  options: [
    {
      flags: "--limit <n>",
      text: { zh: "最多几条（1–500，默认 30）", en: "how many at most (1 to 500, 30 by default)" },
      parse: integer("--limit", 1, 500),
    },
    { flags: "--cursor <text>", text: { zh: "上一页 JSON 里的 next", en: "the next of the page before, from its JSON" } },
  ],
  examples: ["tag history high_value"],
  async run(session, [tag = ""], { limit = 30, cursor }) {
    const page = await session.call(readHistory, { tag, limit, cursor });
    printHistory(session, page, changesOf(session, page.items, await session.clock()));
  },
});
