import { listInvitations } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { table } from "../../print/table.ts";

const STATES = {
  open: { zh: "未使用", en: "open" },
  used: { zh: "已使用", en: "used" },
  expired: { zh: "已过期", en: "expired" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
} as const;

export const invitationList = defineCommand<{ all?: true }>({
  name: "invitation list",
  group: "server",
  summary: { zh: "还没有使用的邀请", en: "the invitations that are still open" },
  options: [{ flags: "--all", text: { zh: "包括已使用、过期、撤回的", en: "used, expired and withdrawn ones too" } }],
  async run(session, _, { all }) {
    const answer = await session.call(listInvitations, { state: all ? "all" : "open" });
    if (session.json) return session.printJson(answer);
    const { say } = session;
    const clock = await session.clock();
    const titles = [
      { title: say({ zh: "编号", en: "ID" }) },
      { title: say({ zh: "姓名", en: "NAME" }), flexible: true },
      { title: say({ zh: "角色", en: "ROLE" }) },
      { title: say({ zh: "部门", en: "DEPARTMENT" }), flexible: true },
      { title: say({ zh: "邀请人", en: "INVITED BY" }), flexible: true },
      { title: say({ zh: "到期", en: "ENDS" }) },
      { title: say({ zh: "状态", en: "STATE" }) },
    ];
    const rows = answer.items.map((each) => [
      each.id,
      each.usedBy?.name ?? (each.name || "–"),
      each.role,
      each.departments.map(({ name }) => name).join("/") || "–",
      each.createdBy,
      clock(each.endsAt),
      say(STATES[each.state]),
    ]);
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    else session.note(say({ zh: "没有邀请", en: "no invitations" }));
  },
});
