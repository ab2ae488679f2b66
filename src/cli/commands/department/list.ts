import { listDepartments } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { table } from "../../print/table.ts";

export const departmentList = defineCommand({
  name: "department list",
  group: "server",
  summary: { zh: "部门树", en: "the tree of departments" },
  async run(session) {
    const answer = await session.call(listDepartments, {});
    if (session.json) return session.printJson(answer);
    const { say } = session;
    const depth = new Map<string, number>();
    const rows = answer.items.map(({ id, name, parent, people, peopleBelow }) => {
      const level = parent === null ? 0 : depth.get(parent)! + 1;
      depth.set(id, level);
      return [`${"  ".repeat(level)}${name}`, String(people), String(peopleBelow), id];
    });
    const titles = [
      { title: say({ zh: "部门", en: "DEPARTMENT" }), flexible: true },
      { title: say({ zh: "成员", en: "PEOPLE" }), align: "right" as const },
      { title: say({ zh: "含下级", en: "WITH BELOW" }), align: "right" as const },
      { title: say({ zh: "编号", en: "ID" }) },
    ];
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    else
      session.note(say({ zh: "还没有部门：tagwise department create <名称>", en: "no departments yet: tagwise department create <name>" }));
  },
});
