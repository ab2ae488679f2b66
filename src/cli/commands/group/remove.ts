import { removeTagGroup } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { GROUP } from "./options.ts";

export const groupRemove = defineCommand<{ moveTo?: string }>({
  name: "group remove",
  group: "tags",
  summary: { zh: "删除标签组；标签本身不删除", en: "remove a group; its tags stay" },
  arguments: [GROUP],
  options: [
    {
      flags: "--move-to <group>",
      text: {
        zh: "其中的标签和下级组移到哪里；/ 表示最上层。不写则组必须为空",
        en: "where its tags and subgroups move to; / is the top. Without: it must be empty",
      },
    },
  ],
  examples: ["group remove 旧标签组 --move-to 客户价值"],
  async run(session, [group = ""], { moveTo }) {
    const answer = await session.call(removeTagGroup, { group, moveTo });
    if (session.json) return session.printJson(answer);
    const { tags, groups } = answer;
    session.note(
      session.say({
        zh: `已删除标签组「${group}」，移走 ${tags} 个标签、${groups} 个下级组`,
        en: `removed the group ${group}; ${tags} tags and ${groups} groups moved`,
      }),
    );
  },
});
