import { rejectChange } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { CHANGE, numberOf } from "./options.ts";

export const changeReject = defineCommand({
  name: "change reject",
  group: "tags",
  summary: { zh: "驳回修改申请，写明原因", en: "reject a change request and say why" },
  arguments: [CHANGE, { usage: "<reason>", text: { zh: "原因", en: "the reason" } }],
  examples: ["change reject 12 金额应含运费"],
  async run(session, [change = "", comment = ""]) {
    const answer = await session.call(rejectChange, { change: numberOf(change), comment });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `已驳回修改申请 ${answer.change}`, en: `rejected the change request ${answer.change}` }));
  },
});
