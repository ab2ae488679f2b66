import { updateWebhook } from "../../../contract/index.ts";
import type { Text } from "../../../kernel/index.ts";
import { defineCommand } from "../../command.ts";

export const stateCommand = (verb: string, state: "active" | "paused", summary: Text, done: Text) =>
  defineCommand({
    name: `webhook ${verb}`,
    group: "server",
    summary,
    arguments: [{ usage: "<webhook>", text: { zh: "名称或编号", en: "name or id" } }],
    async run(session, [webhook = ""]) {
      const answer = await session.call(updateWebhook, { webhook, state });
      if (session.json) return session.printJson(answer);
      session.note(`${session.say(done)}: ${answer.name}`);
    },
  });
