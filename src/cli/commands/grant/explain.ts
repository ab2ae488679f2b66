import { explainGrants } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { table } from "../../print/table.ts";

export const grantExplain = defineCommand({
  name: "grant explain",
  group: "server",
  summary: { zh: "某人对某标签能做什么，由哪条规则决定", en: "what a person may do with a tag, and which rule decides" },
  arguments: [
    { usage: "<person>", text: { zh: "账号或编号", en: "the login or id" } },
    { usage: "<tag>", text: { zh: "标签的编码或名称", en: "the tag's code or name" } },
  ],
  examples: ["grant explain li churn_risk"],
  async run(session, [person = "", tag = ""]) {
    const answer = await session.call(explainGrants, { person, tag });
    if (session.json) return session.printJson(answer);
    const { say } = session;
    const titles = [
      { title: say({ zh: "操作", en: "ACTION" }) },
      { title: say({ zh: "可以吗", en: "ALLOWED" }) },
      { title: say({ zh: "依据", en: "BECAUSE" }), flexible: true },
    ];
    const rows = answer.actions.map(({ action, allowed, because }) => [
      action,
      allowed ? say({ zh: "可以", en: "yes" }) : say({ zh: "不可以", en: "no" }),
      say(because),
    ]);
    session.print(...table(titles, rows, session.table));
  },
});
