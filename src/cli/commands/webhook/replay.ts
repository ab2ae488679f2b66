import { replayDeliveries } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";

export const webhookReplay = defineCommand({
  name: "webhook replay",
  group: "server",
  summary: { zh: "重新推送：一条，或全部已放弃的", en: "deliver again: one delivery, or all that were given up" },
  arguments: [
    { usage: "<webhook>", text: { zh: "名称或编号", en: "name or id" } },
    { usage: "[delivery]", text: { zh: "推送编号；不给则为全部已放弃的", en: "a delivery's id; without it all that were given up" } },
  ],
  async run(session, [webhook = "", delivery]) {
    const answer = await session.call(replayDeliveries, { webhook, delivery });
    if (session.json) return session.printJson(answer);
    session.note(session.say({ zh: `${answer.replayed} 条将重新推送`, en: `${answer.replayed} will be delivered again` }));
  },
});
