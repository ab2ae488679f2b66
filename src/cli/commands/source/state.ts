import { updateSource } from "../../../contract/index.ts";
import type { Text } from "../../../kernel/index.ts";
import { defineCommand } from "../../command.ts";

export const stateCommand = (verb: string, state: "active" | "paused", summary: Text, done: Text) =>
  defineCommand({
    name: `source ${verb}`,
    group: "data",
    summary,
    arguments: [{ usage: "<source>", text: { zh: "名称或编号", en: "name or id" } }],
    async run(session, [source = ""]) {
      const answer = await session.call(updateSource, { source, state });
      if (session.json) return session.printJson(answer);
      session.note(`${session.say(done)}: ${answer.name}`);
    },
  });
