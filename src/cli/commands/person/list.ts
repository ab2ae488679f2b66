import { listPeople, type PersonRole } from "../../../contract/index.ts";
import { defineCommand, oneOf } from "../../command.ts";
import { table } from "../../print/table.ts";
import { DEPARTMENT_OPTION, ROLE_OPTION } from "./options.ts";

const STATES = ["active", "disabled", "all"] as const;

export const personList = defineCommand<{ role?: PersonRole; department?: string; state?: (typeof STATES)[number] }>({
  name: "person list",
  group: "server",
  summary: { zh: "成员列表", en: "the people" },
  arguments: [{ usage: "[text]", text: { zh: "姓名或账号的一部分", en: "part of a name or login" } }],
  options: [
    ROLE_OPTION,
    DEPARTMENT_OPTION,
    {
      flags: "--state <state>",
      text: { zh: "active（默认）、disabled 或 all", en: "active (default), disabled or all" },
      parse: oneOf("--state", STATES),
    },
  ],
  async run(session, [q], { role, department, state }) {
    const answer = await session.call(listPeople, { q, role, department, state });
    if (session.json) return session.printJson(answer);
    const { say } = session;
    const clock = await session.clock();
    const titles = [
      { title: say({ zh: "账号", en: "LOGIN" }), flexible: true },
      { title: say({ zh: "姓名", en: "NAME" }), flexible: true },
      { title: say({ zh: "角色", en: "ROLE" }) },
      { title: say({ zh: "部门", en: "DEPARTMENT" }), flexible: true },
      { title: say({ zh: "最近使用", en: "LAST USED" }) },
      { title: say({ zh: "状态", en: "STATE" }) },
    ];
    const rows = answer.items.map((person) => [
      person.login,
      person.name,
      person.role,
      person.departments.map(({ name }) => name).join("/") || "–",
      person.lastUsedAt ? clock(person.lastUsedAt) : "–",
      person.disabledAt ? say({ zh: "已停用", en: "disabled" }) : say({ zh: "正常", en: "active" }),
    ]);
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    else session.note(say({ zh: "没有符合条件的成员", en: "nobody fits" }));
  },
});
