import { listTagGroups } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { EXCLUSIVE } from "../../print/labels.ts";
import { table, type Cell } from "../../print/table.ts";

export const groupList = defineCommand({
  name: "group list",
  group: "tags",
  summary: { zh: "标签组（树）及标签数", en: "the tree of tag groups with their numbers of tags" },
  async run(session) {
    const answer = await session.call(listTagGroups, {});
    if (session.json) return session.printJson(answer);
    const { say, lang } = session;
    const rows = answer.items.map(({ id, name, path, color, exclusive, owner, tagsBelow }): Cell[] => [
      { text: `${"  ".repeat(path.length - 1)}${name[lang]}`, ...(color && { dot: color }) },
      String(id),
      String(tagsBelow),
      exclusive === "none" ? "" : say(EXCLUSIVE[exclusive]),
      owner ?? "",
    ]);
    const titles = [
      { title: say({ zh: "标签组", en: "GROUP" }), flexible: true },
      { title: say({ zh: "编号", en: "ID" }) },
      { title: say({ zh: "标签数", en: "TAGS" }), align: "right" as const },
      { title: say({ zh: "互斥", en: "EXCLUSIVE" }) },
      { title: say({ zh: "负责人", en: "OWNER" }), flexible: true },
    ];
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    else session.note(say({ zh: "还没有标签组：tagwise group create <名称>", en: "no groups yet: tagwise group create <name>" }));
  },
});
