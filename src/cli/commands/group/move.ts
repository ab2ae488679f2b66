import { moveTagGroup } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { GROUP, placeNote } from "./options.ts";

export const groupMove = defineCommand<{ before?: string }>({
  name: "group move",
  group: "tags",
  summary: { zh: "移动标签组，或调整顺序", en: "move a group, or change its place" },
  arguments: [
    GROUP,
    { usage: "<parent>", text: { zh: "移到哪个组下面；/ 表示最上层", en: "the group above it from now on; / is the top" } },
  ],
  options: [
    {
      flags: "--before <group>",
      text: { zh: "排在哪个组前面；不写则排在最后", en: "the group that it stands in front of; without: at the end" },
    },
  ],
  examples: ["group move 价值等级 客户价值", "group move 生命周期 / --before 客户价值"],
  async run(session, [group = "", parent = ""], { before }) {
    const moved = await session.call(moveTagGroup, { group, parent, before });
    if (session.json) return session.printJson(moved);
    session.note(placeNote(session, moved));
  },
});
