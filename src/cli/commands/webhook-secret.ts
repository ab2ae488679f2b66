import { renewWebhookSecret } from "../../contract/index.ts";
import { defineCommand } from "../command.ts";

export const webhookSecret = defineCommand({
  name: "webhook secret",
  group: "server",
  summary: { zh: "更换签名密钥，旧的立即失效", en: "make a new secret; the one before signs nothing any more" },
  arguments: [{ usage: "<webhook>", text: { zh: "名称或编号", en: "name or id" } }],
  async run(session, [webhook = ""]) {
    const answer = await session.call(renewWebhookSecret, { webhook });
    if (session.json) return session.printJson(answer);
    session.note(
      session.say({
        zh: `${answer.webhook.name} 的新密钥，只显示这一次：`,
        en: `The new secret of ${answer.webhook.name}, shown this once:`,
      }),
    );
    session.print(answer.secret);
  },
});
