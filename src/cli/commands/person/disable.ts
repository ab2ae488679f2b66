import { disablePerson } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { PERSON } from "./options.ts";

export const personDisable = defineCommand<{ handOverTo?: string }>({
  name: "person disable",
  group: "server",
  summary: { zh: "停用成员，把所负责的内容移交给他人", en: "disable a person and hand over what the person owns" },
  arguments: [PERSON],
  options: [
    {
      flags: "--hand-over-to <person>",
      text: { zh: "接手标签、Webhook、数据源和密钥的成员", en: "who takes over tags, webhooks, data sources and keys" },
    },
  ],
  examples: ["person disable li --hand-over-to han"],
  async run(session, [person = ""], { handOverTo }) {
    const answer = await session.call(disablePerson, { person, handOverTo });
    if (session.json) return session.printJson(answer);
    const { length } = answer.handedOver;
    session.note(
      session.say({
        zh: `已停用 ${answer.person.name}${length > 0 ? `，移交 ${length} 项` : ""}`,
        en: `disabled ${answer.person.name}${length > 0 ? `; handed over ${length}` : ""}`,
      }),
    );
  },
});
