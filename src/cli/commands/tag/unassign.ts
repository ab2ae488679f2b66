import { defineCommand } from "../../command.ts";
import { ARGUMENTS, change, REASON } from "./options.ts";

export const tagUnassign = defineCommand<{ reason?: string }>({
  name: "tag unassign",
  group: "tags",
  summary: { zh: "摘下客户的静态标签", en: "take a static tag off customers" },
  arguments: ARGUMENTS,
  options: [REASON],
  async run(session, [tag = "", ...remove], { reason }) {
    await change(session, tag, { remove, reason });
  },
});
