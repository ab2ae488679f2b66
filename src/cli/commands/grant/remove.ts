import { removeGrant } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";

export const grantRemove = defineCommand({
  name: "grant remove",
  group: "server",
  summary: { zh: "删除一项授权或禁止", en: "remove a grant" },
  arguments: [{ usage: "<grant>", text: { zh: "编号，见 grant list", en: "the id, from grant list" } }],
  async run(session, [grant = ""]) {
    const answer = await session.call(removeGrant, { grant });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: "已删除", en: "removed" }));
  },
});
