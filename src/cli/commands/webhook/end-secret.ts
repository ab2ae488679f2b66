import { endPreviousSecret } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";

export const webhookEndSecret = defineCommand({
  name: "webhook end-secret",
  group: "server",
  summary: { zh: "立即停用更换前的签名密钥", en: "end the secret from before the rotation now" },
  arguments: [{ usage: "<webhook>", text: { zh: "名称或编号", en: "name or id" } }],
  async run(session, [webhook = ""]) {
    const answer = await session.call(endPreviousSecret, { webhook });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `${answer.name} 现在只用新密钥签名`, en: `${answer.name} is now signed with the new secret only` }));
  },
});
