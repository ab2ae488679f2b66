import { listSessions } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { table } from "../../print/table.ts";

export const sessionList = defineCommand({
  name: "session list",
  group: "server",
  summary: { zh: "全部人的登录会话", en: "where people are signed in" },
  async run(session) {
    const answer = await session.call(listSessions, { all: "true" });
    if (session.json) return session.printJson(answer);
    const { say } = session;
    const clock = await session.clock();
    const titles = [
      { title: say({ zh: "编号", en: "ID" }) },
      { title: say({ zh: "登录名", en: "LOGIN" }), flexible: true },
      { title: say({ zh: "地址", en: "ADDRESS" }) },
      { title: say({ zh: "最近使用", en: "LAST USED" }) },
      { title: say({ zh: "到期", en: "ENDS" }) },
      { title: say({ zh: "浏览器", en: "BROWSER" }), flexible: true },
    ];
    const rows = answer.items.map(({ id, person, address, lastUsedAt, endsAt, agent }) => [
      id,
      person.login,
      address,
      clock(lastUsedAt),
      clock(endsAt),
      agent,
    ]);
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    else session.note(say({ zh: "没有人登录", en: "nobody is signed in" }));
  },
});
