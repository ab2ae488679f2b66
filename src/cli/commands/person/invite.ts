import { invitePerson, type PersonRole } from "../../../contract/index.ts";
import { defineCommand, integer } from "../../command.ts";
import { ROLE } from "../../print/labels.ts";
import { DEPARTMENT_OPTION, departmentOf, ROLE_OPTION } from "./options.ts";

export const personInvite = defineCommand<{ name?: string; role?: PersonRole; department?: string; days?: number }>({
  name: "person invite",
  group: "server",
  summary: {
    zh: "用链接邀请成员；链接只能用一次，只显示这一次",
    en: "invite a person by a link that works once and is shown this once",
  },
  options: [
    { flags: "--name <name>", text: { zh: "给谁的邀请", en: "for whom it is" } },
    { ...ROLE_OPTION, text: { zh: `${ROLE_OPTION.text.zh}（默认 read-only）`, en: `${ROLE_OPTION.text.en} (read-only by default)` } },
    DEPARTMENT_OPTION,
    {
      flags: "--days <days>",
      text: { zh: "有效天数（默认 7，最多 90）", en: "how many days the link works (7 by default, at most 90)" },
      parse: integer("--days", 1, 90),
    },
  ],
  examples: ["person invite --name 李雷 --role editor --department 销售部/华东"],
  async run(session, _, { name, role = "read-only", department, days }) {
    const answer = await session.call(invitePerson, { name, role, department: departmentOf(department), days });
    if (session.json) return session.printJson(answer);
    const clock = await session.clock();
    const at = clock(answer.invitation.endsAt);
    session.note(
      session.say({ zh: `邀请链接（${ROLE[role].zh}，${at} 前有效）：`, en: `the invitation link (${ROLE[role].en}, works until ${at}):` }),
    );
    session.print(answer.link);
  },
});
