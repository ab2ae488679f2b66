import { publishChange } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { followPublishing } from "./follow.ts";
import { CHANGE, numberOf } from "./options.ts";

export const changePublish = defineCommand({
  name: "change publish",
  group: "tags",
  summary: { zh: "发布已批准的修改申请", en: "publish a change request that is approved or needs no approval" },
  arguments: [CHANGE],
  async run(session, [change = ""]) {
    const number = numberOf(change);
    const { job } = await session.call(publishChange, { change: number });
    return followPublishing(session, number, job);
  },
});
