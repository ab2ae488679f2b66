import { testWebhook, WebhookTypeName } from "../../../contract/index.ts";
import { Problem } from "../../../kernel/index.ts";
import { defineCommand, oneOf } from "../../command.ts";

export const webhookTest = defineCommand<{ type?: WebhookTypeName }>({
  name: "webhook test",
  group: "server",
  summary: { zh: "立即发送一次测试推送", en: "send a test delivery now" },
  arguments: [{ usage: "<webhook>", text: { zh: "名称或编号", en: "name or id" } }],
  options: [
    {
      flags: "--type <type>",
      text: { zh: "消息类型；默认为它收的第一种", en: "a type of message; by default the first that it receives" },
      parse: oneOf("--type", WebhookTypeName.options),
    },
  ],
  async run(session, [webhook = ""], { type }) {
    const delivery = await session.call(testWebhook, { webhook, type });
    if (session.json) session.printJson(delivery);
    const { problem, status, milliseconds } = delivery;
    if (problem) throw new Problem({ ...problem, status: 502, exit: 1, params: {} });
    session.note(
      session.say({ zh: `对方答复 ${status}，用时 ${milliseconds} 毫秒`, en: `the receiver answered ${status} in ${milliseconds} ms` }),
    );
  },
});
