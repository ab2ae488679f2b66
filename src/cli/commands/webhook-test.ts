import { testWebhook } from "../../contract/index.ts";
import { Problem } from "../../kernel/index.ts";
import { defineCommand } from "../command.ts";

export const webhookTest = defineCommand({
  name: "webhook test",
  group: "server",
  summary: { zh: "立即发送一次测试投递", en: "send a test delivery now" },
  arguments: [{ usage: "<webhook>", text: { zh: "名称或编号", en: "name or id" } }],
  async run(session, [webhook = ""]) {
    const delivery = await session.call(testWebhook, { webhook });
    if (session.json) session.printJson(delivery);
    const { problem, status, milliseconds } = delivery;
    if (problem) throw new Problem({ ...problem, status: 502, exit: 1, params: {} });
    session.note(
      session.say({ zh: `对方答复 ${status}，用时 ${milliseconds} 毫秒`, en: `the receiver answered ${status} in ${milliseconds} ms` }),
    );
  },
});
