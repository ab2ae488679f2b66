import { defineCommand } from "../../command.ts";
import { ARGUMENTS, change, REASON } from "./options.ts";

export const tagAssign = defineCommand<{ reason?: string; until?: string }>({
  name: "tag assign",
  group: "tags",
  summary: { zh: "给客户打静态标签", en: "add a static tag to customers" },
  arguments: ARGUMENTS,
  options: [
    REASON,
    {
      flags: "--until <time>",
      text: {
        zh: "到何时为止，到时自动移除：日期（含当天）或时刻；不写则一直有效",
        en: "when it leaves by itself: a date (that day included) or an instant; without: it stays",
      },
    },
  ],
  examples: ["tag assign vip crm:12346 taobao:小红", "tag assign vip crm:12346 --reason 双十一名单 --until 2026-12-31"],
  async run(session, [tag = "", ...add], { reason, until }) {
    await change(session, tag, { add, reason, until });
  },
});
