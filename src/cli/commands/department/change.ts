import { changeDepartment } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { DEPARTMENT, PARENT_OPTION, parentOf } from "./options.ts";

export const departmentChange = defineCommand<{ name?: string; parent?: string }>({
  name: "department change",
  group: "server",
  summary: { zh: "重命名或移动部门", en: "rename or move a department" },
  arguments: [DEPARTMENT],
  options: [{ flags: "--name <name>", text: { zh: "新的名称", en: "a new name" } }, PARENT_OPTION],
  examples: ["department change 销售部/华东 --name 华东区 --parent none"],
  async run(session, [department = ""], { name, parent }) {
    const answer = await session.call(changeDepartment, { department, name, parent: parentOf(parent) });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `已修改部门 ${answer.name}`, en: `changed the department ${answer.name}` }));
  },
});
