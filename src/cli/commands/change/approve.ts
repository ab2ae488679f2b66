import { approveChange } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { followPublishing } from "./follow.ts";
import { CHANGE, numberOf } from "./options.ts";

export const changeApprove = defineCommand<{ comment?: string }>({
  name: "change approve",
  group: "tags",
  summary: { zh: "批准并发布别人的修改申请", en: "approve somebody else's change request and publish it" },
  arguments: [CHANGE],
  options: [{ flags: "--comment <text>", text: { zh: "意见", en: "a comment" } }],
  examples: ["change approve 12 --comment 口径一致"],
  async run(session, [change = ""], { comment }) {
    const answer = await session.call(approveChange, { change: numberOf(change), comment });
    if (answer.job !== null) return followPublishing(session, answer.change, answer.job);
    if (session.json) return session.printJson(answer);
    session.note(
      session.say({
        zh: `已批准修改申请 ${answer.change}，请有修改权限的人发布`,
        en: `approved the change request ${answer.change}; somebody who may edit tags publishes it`,
      }),
    );
  },
});
