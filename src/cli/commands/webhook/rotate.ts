import { rotateWebhookSecret } from "../../../contract/index.ts";
import { defineCommand, integer } from "../../command.ts";

export const webhookRotate = defineCommand<{ overlapHours?: number }>({
  name: "webhook rotate",
  group: "server",
  summary: {
    zh: "更换签名密钥；旧密钥在一段时间内仍一并签名",
    en: "make a new signing secret; the secret before also signs for a while",
  },
  arguments: [{ usage: "<webhook>", text: { zh: "名称或编号", en: "name or id" } }],
  options: [
    {
      flags: "--overlap-hours <n>",
      text: {
        zh: "旧密钥仍一并签名的小时数（0–168，默认 24；0 为立即停用）",
        en: "for how many hours the secret before also signs (0 to 168, 24 by default; 0 ends it now)",
      },
      parse: integer("--overlap-hours", 0, 168),
    },
  ],
  async run(session, [webhook = ""], { overlapHours }) {
    const answer = await session.call(rotateWebhookSecret, { webhook, overlapHours });
    if (session.json) return session.printJson(answer);
    const { name, previousSecret } = answer.webhook;
    session.note(session.say({ zh: `${name} 的新密钥，只显示这一次：`, en: `The new secret of ${name}, shown this once:` }));
    session.print(answer.secret);
    if (!previousSecret) return;
    const until = (await session.clock())(previousSecret.until);
    session.note(session.say({ zh: `旧密钥在 ${until} 前仍一并签名`, en: `the secret before also signs until ${until}` }));
  },
});
