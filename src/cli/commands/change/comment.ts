import { commentChange } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { CHANGE, numberOf } from "./options.ts";

export const changeComment = defineCommand({
  name: "change comment",
  group: "tags",
  summary: { zh: "给修改申请留言", en: "comment on a change request" },
  arguments: [CHANGE, { usage: "<text>", text: { zh: "内容", en: "the comment" } }],
  async run(session, [change = "", text = ""]) {
    const answer = await session.call(commentChange, { change: numberOf(change), text });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: "已留言", en: "commented" }));
  },
});
