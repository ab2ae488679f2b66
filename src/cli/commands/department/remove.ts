import { removeDepartment } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { DEPARTMENT } from "./options.ts";

export const departmentRemove = defineCommand({
  name: "department remove",
  group: "server",
  summary: { zh: "删除空部门", en: "remove an empty department" },
  arguments: [DEPARTMENT],
  async run(session, [department = ""]) {
    const answer = await session.call(removeDepartment, { department });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `已删除部门 ${department}`, en: `removed the department ${department}` }));
  },
});
