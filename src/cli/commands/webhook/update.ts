import { updateWebhook } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { SCOPE_OPTIONS, scopeOf, type ScopeOptions } from "./options.ts";

export const webhookUpdate = defineCommand<ScopeOptions & { name?: string; to?: string }>({
  name: "webhook update",
  group: "server",
  summary: { zh: "修改 Webhook；没有给出的保持不变", en: "change a webhook; what is not given stays" },
  arguments: [{ usage: "<webhook>", text: { zh: "名称或编号", en: "name or id" } }],
  options: [
    { flags: "--name <name>", text: { zh: "新的名称", en: "a new name" } },
    { flags: "--to <url>", text: { zh: "新的接收地址", en: "a new address to send to" } },
    ...SCOPE_OPTIONS,
  ],
  examples: ["webhook update crm --type customer.tag.entered"],
  async run(session, [webhook = ""], { name, to, ...scope }) {
    const answer = await session.call(updateWebhook, { webhook, name, url: to, ...scopeOf(scope) });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `已修改 ${answer.name}`, en: `changed ${answer.name}` }));
  },
});
