import { updateWebhook } from "../../contract/index.ts";
import type { Text } from "../../kernel/index.ts";
import { defineCommand } from "../command.ts";

const turn = (verb: string, state: "active" | "paused", summary: Text, done: Text) =>
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

export const webhookPause = turn(
  "pause",
  "paused",
  { zh: "暂停 Webhook；恢复后补发这期间的变化", en: "pause a webhook; it catches up when resumed" },
  { zh: "已暂停", en: "paused" },
);
export const webhookResume = turn(
  "resume",
  "active",
  { zh: "恢复 Webhook，并立即重试", en: "resume a webhook and try at once" },
  { zh: "已恢复", en: "resumed" },
);
