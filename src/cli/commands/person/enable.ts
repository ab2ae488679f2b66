import { enablePerson } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { PERSON } from "./options.ts";

export const personEnable = defineCommand({
  name: "person enable",
  group: "server",
  summary: { zh: "启用已停用的成员", en: "enable a disabled person" },
  arguments: [PERSON],
  async run(session, [person = ""]) {
    const answer = await session.call(enablePerson, { person });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `已启用 ${answer.name}（${answer.role}）`, en: `enabled ${answer.name} (${answer.role})` }));
  },
});
