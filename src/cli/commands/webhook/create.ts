import { createWebhook } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { SCOPE_OPTIONS, scopeOf, type ScopeOptions } from "./options.ts";

export const webhookCreate = defineCommand<ScopeOptions>({
  name: "webhook create",
  group: "server",
  summary: {
    zh: "新建 Webhook：客户的标签变化时通知其他系统；签名密钥只显示这一次",
    en: "make a webhook that sends changes of customers' tags to another system; its signing secret is shown this once",
  },
  arguments: [
    { usage: "<name>", text: { zh: "名称", en: "a name" } },
    { usage: "<url>", text: { zh: "接收地址，http 或 https", en: "where to, http or https" } },
  ],
  options: SCOPE_OPTIONS,
  examples: [
    "webhook create crm https://crm.example.com/tags --tag high_value --tag lapsing",
    "webhook create levels https://crm.example.com/levels --tag member_level --type customer.tag.changed",
  ],
  async run(session, [name = "", url = ""], options) {
    const answer = await session.call(createWebhook, { name, url, ...scopeOf(options) });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `${name} 的签名密钥，只显示这一次：`, en: `The secret of ${name}, shown this once:` }));
    session.print(answer.secret);
  },
});
