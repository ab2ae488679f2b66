import { endSession } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";

export const sessionEnd = defineCommand({
  name: "session end",
  group: "server",
  summary: { zh: "结束一个登录会话", en: "end a session: its browser has to sign in again" },
  arguments: [{ usage: "<id>", text: { zh: "会话编号，见 tagwise session list", en: "the session's id, see tagwise session list" } }],
  async run(session, [id = ""]) {
    const answer = await session.call(endSession, { session: id });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `已结束会话 ${id}`, en: `ended the session ${id}` }));
  },
});
