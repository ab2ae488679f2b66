import { listKeys } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { table } from "../../print/table.ts";

export const keyList = defineCommand({
  name: "key list",
  group: "server",
  summary: { zh: "API 密钥列表", en: "the API keys" },
  async run(session) {
    const answer = await session.call(listKeys, {});
    if (session.json) return session.printJson(answer);
    const { say } = session;
    const clock = await session.clock();
    const titles = [
      { title: say({ zh: "编号", en: "ID" }) },
      { title: say({ zh: "名称", en: "NAME" }), flexible: true },
      { title: say({ zh: "角色", en: "ROLE" }) },
      { title: say({ zh: "开头", en: "BEGINS WITH" }) },
      { title: say({ zh: "建立", en: "CREATED" }) },
      { title: say({ zh: "最近使用", en: "LAST USED" }) },
      { title: say({ zh: "到期", en: "ENDS" }) },
    ];
    const rows = answer.items.map(({ id, name, role, prefix, createdAt, lastUsedAt, endsAt, ended }) => [
      id,
      name,
      role,
      prefix,
      clock(createdAt),
      lastUsedAt ? clock(lastUsedAt) : "–",
      endsAt ? `${clock(endsAt)}${ended ? say({ zh: "（已到期）", en: " (ended)" }) : ""}` : "–",
    ]);
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    else session.note(say({ zh: "还没有密钥：tagwise key create <名称>", en: "no keys yet: tagwise key create <name>" }));
  },
});
