import { revokeKey } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";

export const keyRevoke = defineCommand({
  name: "key revoke",
  group: "server",
  summary: { zh: "吊销 API 密钥", en: "revoke an API key" },
  arguments: [{ usage: "<id>", text: { zh: "密钥编号，见 tagwise key list", en: "the key's id, see tagwise key list" } }],
  async run(session, [key = ""]) {
    const answer = await session.call(revokeKey, { key });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `已吊销密钥 ${key}`, en: `revoked the key ${key}` }));
  },
});
