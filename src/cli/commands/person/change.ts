import { changePerson, type PersonRole } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { DEPARTMENT_OPTION, departmentOf, PERSON, ROLE_OPTION } from "./options.ts";

export const personChange = defineCommand<{ name?: string; role?: PersonRole; department?: string }>({
  name: "person change",
  group: "server",
  summary: {
    zh: "修改成员的姓名、角色或部门；没有给出的保持不变",
    en: "change a person's name, role or department; what is not given stays",
  },
  arguments: [PERSON],
  options: [{ flags: "--name <name>", text: { zh: "新的姓名", en: "a new name" } }, ROLE_OPTION, DEPARTMENT_OPTION],
  examples: ["person change li --role manager --department 销售部"],
  async run(session, [person = ""], { name, role, department }) {
    const answer = await session.call(changePerson, { person, name, role, department: departmentOf(department) });
    if (session.json) return session.printJson(answer);
    const where = answer.departments.map((each) => each.name).join("/") || "–";
    session.note(
      session.say({ zh: `已修改 ${answer.name}：${answer.role}，${where}`, en: `changed ${answer.name}: ${answer.role}, ${where}` }),
    );
  },
});
