import { moveTags } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";

export const tagMove = defineCommand<{ before?: string }>({
  name: "tag move",
  group: "tags",
  summary: { zh: "把标签移到一个组，或调整组内顺序", en: "move tags into a group, or change their order in it" },
  arguments: [
    { usage: "<group>", text: { zh: "标签组的编号、路径或名称；/ 表示不在任何组", en: "a group by number, path or name; / is no group" } },
    { usage: "<tags...>", text: { zh: "标签的编码或名称，按要排的顺序", en: "tags by code or name, in the order that they get" } },
  ],
  options: [
    {
      flags: "--before <tag>",
      text: { zh: "排在组内哪个标签前面；不写则排在最后", en: "the tag of the group that they stand in front of; without: at the end" },
    },
  ],
  examples: ["tag move 客户价值/价值等级 vip 高价值客户", "tag move 客户价值 vip --before 高价值客户"],
  async run(session, [group = "", ...tags], { before }) {
    const answer = await session.call(moveTags, { group, tags, before });
    if (session.json) return session.printJson(answer);
    session.note(
      session.say({
        zh: `已排好 ${tags.length} 个标签，其中 ${answer.moved} 个来自别的组`,
        en: `placed ${tags.length} tags; ${answer.moved} came from another group`,
      }),
    );
  },
});
