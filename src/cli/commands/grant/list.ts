import { listGrants } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { table } from "../../print/table.ts";
import { OBJECT_OPTIONS } from "./options.ts";

export const grantList = defineCommand<{ tag?: string; group?: string }>({
  name: "grant list",
  group: "server",
  summary: { zh: "标签权限列表", en: "the rights on tags" },
  options: OBJECT_OPTIONS,
  async run(session, _, { tag, group }) {
    const answer = await session.call(listGrants, { tag, group });
    if (session.json) return session.printJson(answer);
    const { say } = session;
    const clock = await session.clock();
    const titles = [
      { title: say({ zh: "谁", en: "WHO" }), flexible: true },
      { title: say({ zh: "允许/禁止", en: "EFFECT" }) },
      { title: say({ zh: "操作", en: "ACTION" }) },
      { title: say({ zh: "对象", en: "OBJECT" }), flexible: true },
      { title: say({ zh: "设置人", en: "SET BY" }), flexible: true },
      { title: say({ zh: "时间", en: "AT" }) },
      { title: say({ zh: "编号", en: "ID" }) },
    ];
    const rows = answer.items.map(({ id, subject, object, action, effect, createdAt, createdBy }) => [
      `${subject.kind} ${say(subject.name)}`,
      effect,
      action,
      object.kind === "workspace" ? say(object.name) : `${object.kind} ${say(object.name)}`,
      createdBy,
      clock(createdAt),
      id,
    ]);
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    else
      session.note(
        say({ zh: "没有单独的授权，每个人按角色的权限使用标签", en: "no grants: everybody uses tags by the permissions of the role" }),
      );
  },
});
