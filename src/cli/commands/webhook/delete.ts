import { deleteWebhook } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";

export const webhookDelete = defineCommand({
  name: "webhook delete",
  group: "server",
  summary: { zh: "删除 Webhook 和它的推送记录", en: "delete a webhook with its deliveries" },
  arguments: [{ usage: "<webhook>", text: { zh: "名称或编号", en: "name or id" } }],
  async run(session, [webhook = ""]) {
    const answer = await session.call(deleteWebhook, { webhook });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `已删除 ${webhook}`, en: `deleted ${webhook}` }));
  },
});
