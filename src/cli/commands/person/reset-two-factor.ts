import { resetTwoFactor } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { PERSON } from "./options.ts";

export const personResetTwoFactor = defineCommand({
  name: "person reset-two-factor",
  group: "server",
  summary: {
    zh: "为丢失验证器和恢复码的成员关闭两步验证",
    en: "turn two-step verification off for a person who lost authenticator and recovery codes",
  },
  arguments: [PERSON],
  async run(session, [person = ""]) {
    const answer = await session.call(resetTwoFactor, { person });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `已关闭 ${answer.name} 的两步验证`, en: `turned off the two-step verification of ${answer.name}` }));
  },
});
