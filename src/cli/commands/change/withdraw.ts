import { withdrawChange } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { CHANGE, numberOf } from "./options.ts";

export const changeWithdraw = defineCommand({
  name: "change withdraw",
  group: "tags",
  summary: { zh: "撤回自己的修改申请", en: "withdraw one's own change request" },
  arguments: [CHANGE],
  async run(session, [change = ""]) {
    const answer = await session.call(withdrawChange, { change: numberOf(change) });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `已撤回修改申请 ${answer.change}`, en: `withdrew the change request ${answer.change}` }));
  },
});
