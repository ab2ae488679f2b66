import { restoreTag, type deleteTag, type pauseTag, type retireTag } from "../../../contract/index.ts";
import type { Text } from "../../../kernel/index.ts";
import { defineCommand } from "../../command.ts";
import { followJob } from "../../job.ts";

const TAG = { usage: "<tag>", text: { zh: "标签的编码或名称", en: "the tag's code or name" } };

/** A command that ends the evaluation of a tag at once. */
export const stateCommand = (verb: string, operation: typeof deleteTag | typeof pauseTag | typeof retireTag, summary: Text, done: Text) =>
  defineCommand({
    name: `tag ${verb}`,
    group: "tags",
    summary,
    arguments: [TAG],
    async run(session, [tag = ""]) {
      const answer = await session.call(operation, { tag });
      if (session.json) return session.printJson(answer);
      session.note(`${session.say(done)}: ${answer.tag}`);
    },
  });

/** A command that publishes a tag again and evaluates it. */
export const againCommand = (verb: string, from: "paused" | "retired", summary: Text, done: Text) =>
  defineCommand({
    name: `tag ${verb}`,
    group: "tags",
    summary,
    arguments: [TAG],
    async run(session, [tag = ""]) {
      const { job } = await session.call(restoreTag, { tag, from });
      const answer = (await followJob(session, job)) as { tag: string };
      if (session.json) return session.printJson(answer);
      session.note(`${session.say(done)}: ${answer.tag}`);
    },
  });
