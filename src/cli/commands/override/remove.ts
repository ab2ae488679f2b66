import { removeOverride } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { CUSTOMER } from "../arguments.ts";
import { OVERRIDABLE_TAG, printOverride } from "./print.ts";

export const overrideRemove = defineCommand({
  name: "override remove",
  group: "tags",
  summary: { zh: "取消手动指定，恢复按规则", en: "remove an override; the rule decides again" },
  arguments: [CUSTOMER, OVERRIDABLE_TAG],
  examples: ["override remove crm:12346 high_value"],
  async run(session, [customer = "", tag = ""]) {
    printOverride(session, await session.call(removeOverride, { tag, customer }));
  },
});
