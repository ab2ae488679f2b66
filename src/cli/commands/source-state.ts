import { updateSource } from "../../contract/index.ts";
import type { Text } from "../../kernel/index.ts";
import { defineCommand } from "../command.ts";

const turn = (verb: string, state: "active" | "paused", summary: Text, done: Text) =>
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

export const sourcePause = turn(
  "pause",
  "paused",
  { zh: "暂停定时读取", en: "read a source no more by the clock" },
  { zh: "已暂停", en: "paused" },
);
export const sourceResume = turn(
  "resume",
  "active",
  { zh: "恢复定时读取", en: "read a source by the clock again" },
  { zh: "已恢复", en: "resumed" },
);
