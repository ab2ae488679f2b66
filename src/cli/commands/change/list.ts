import { ChangeState, listChanges } from "../../../contract/index.ts";
import { defineCommand, oneOf } from "../../command.ts";
import { table } from "../../print/table.ts";
import { STATES } from "./options.ts";

export const changeList = defineCommand<{ state?: ChangeState; tag?: string }>({
  name: "change list",
  group: "tags",
  summary: { zh: "修改申请，新的在前", en: "the change requests, newest first" },
  options: [
    {
      flags: "--state <state>",
      text: { zh: `状态：${ChangeState.options.join("、")}`, en: `the state: ${ChangeState.options.join(", ")}` },
      parse: oneOf("--state", ChangeState.options),
    },
    { flags: "--tag <code>", text: { zh: "只看这个编码的标签", en: "only those about the tag with this code" } },
  ],
  examples: ["change list --state open"],
  async run(session, _, { state, tag }) {
    const answer = await session.call(listChanges, { state, tag, limit: 500 });
    if (session.json) return session.printJson(answer);
    const { say, lang } = session;
    const clock = await session.clock();
    const titles = [
      { title: say({ zh: "编号", en: "NUMBER" }), align: "right" as const },
      { title: say({ zh: "状态", en: "STATE" }) },
      { title: say({ zh: "标签", en: "TAGS" }), flexible: true },
      { title: say({ zh: "说明", en: "TITLE" }), flexible: true },
      { title: say({ zh: "提交人", en: "MADE BY" }), flexible: true },
      { title: say({ zh: "提交时间", en: "MADE AT" }) },
      { title: say({ zh: "审批人", en: "DECIDED BY" }), flexible: true },
    ];
    const rows = answer.items.map(({ id, state: is, tags, title, madeBy, madeAt, decidedBy }) => [
      String(id),
      say(STATES[is]),
      tags.map(({ name }) => name[lang]).join(", "),
      title || "–",
      madeBy.name,
      clock(madeAt),
      decidedBy ?? "–",
    ]);
    if (rows.length > 0) session.print(...table(titles, rows, session.table));
    else session.note(say({ zh: "没有修改申请", en: "no change requests" }));
  },
});
