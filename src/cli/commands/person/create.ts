import { randomBytes } from "node:crypto";
import { createPerson, type PersonRole } from "../../../contract/index.ts";
import { ROLE } from "../../print/labels.ts";
import { defineCommand } from "../../command.ts";
import { DEPARTMENT_OPTION, departmentOf, ROLE_OPTION } from "./options.ts";

export const personCreate = defineCommand<{ name?: string; role?: PersonRole; department?: string }>({
  name: "person create",
  group: "server",
  startsEmpty: true,
  summary: { zh: "添加成员；初始密码只显示这一次", en: "add a person; the first password is shown this once" },
  arguments: [{ usage: "<login>", text: { zh: "账号", en: "the login" } }],
  options: [
    { flags: "--name <name>", text: { zh: "姓名（默认与账号相同）", en: "the name (the login by default)" } },
    { ...ROLE_OPTION, text: { zh: `${ROLE_OPTION.text.zh}（默认 read-only）`, en: `${ROLE_OPTION.text.en} (read-only by default)` } },
    DEPARTMENT_OPTION,
  ],
  examples: ["person create li --name 李雷 --role editor --department 销售部/华东"],
  async run(session, [login = ""], { name = login, role = "read-only", department }) {
    const password = randomBytes(12).toString("base64url");
    const { person } = await session.call(createPerson, { login, name, role, department: departmentOf(department), password });
    if (session.json) return session.printJson({ person, login, password });
    session.note(
      session.say({ zh: `已添加 ${name}（${ROLE[role].zh}），初始密码：`, en: `added ${name} (${ROLE[role].en}); the first password:` }),
    );
    session.print(password);
  },
});
