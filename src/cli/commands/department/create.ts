import { createDepartment } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { PARENT_OPTION, parentOf } from "./options.ts";

export const departmentCreate = defineCommand<{ parent?: string }>({
  name: "department create",
  group: "server",
  summary: { zh: "新建部门", en: "create a department" },
  arguments: [{ usage: "<name>", text: { zh: "名称", en: "the name" } }],
  options: [PARENT_OPTION],
  examples: ["department create 华东 --parent 销售部"],
  async run(session, [name = ""], { parent }) {
    const answer = await session.call(createDepartment, { name, parent: parentOf(parent) ?? null });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `已新建部门 ${answer.name}`, en: `created the department ${answer.name}` }));
  },
});
