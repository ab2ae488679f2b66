import { withdrawInvitation } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";

export const invitationWithdraw = defineCommand({
  name: "invitation withdraw",
  group: "server",
  summary: { zh: "撤回邀请，链接立即失效", en: "withdraw an invitation; its link stops working at once" },
  arguments: [{ usage: "<invitation>", text: { zh: "invitation list 列出的编号", en: "the id that invitation list shows" } }],
  async run(session, [invitation = ""]) {
    const answer = await session.call(withdrawInvitation, { invitation });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `已撤回邀请 ${answer.id}`, en: `withdrew invitation ${answer.id}` }));
  },
});
