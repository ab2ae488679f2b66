import { defineCommand } from "../../command.ts";
import { ARGUMENTS, change, REASON } from "./options.ts";

export const tagUnassign = defineCommand<{ reason?: string }>({
  name: "tag unassign",
  group: "tags",
  summary: { zh: "移除客户的静态标签", en: "remove a static tag from customers" },
  arguments: ARGUMENTS,
  options: [REASON],
  async run(session, [tag = "", ...remove], { reason }) {
    await change(session, tag, { remove, reason });
  },
});
