import { previewSplit, splitCustomer } from "../../../contract/index.ts";
import { problem } from "../../../kernel/index.ts";
import { defineCommand } from "../../command.ts";
import { choicesOf, splitLines, TAGS_TO } from "../../print/split.ts";
import { CUSTOMER } from "../arguments.ts";
import { requireReason, sayChanged } from "../merge/print.ts";

export const customerSplit = defineCommand<{ reason?: string; dryRun?: boolean; tag?: Record<string, string> }>({
  name: "customer split",
  group: "customers",
  summary: { zh: "把一些身份拆分为另一位客户", en: "split identities off a customer" },
  arguments: [
    CUSTOMER,
    { usage: "<identities...>", text: { zh: "要拆出的身份，如 wecom:wm123", en: "identities that leave, such as wecom:wm123" } },
  ],
  options: [
    { flags: "--reason <text>", text: { zh: "原因，必填", en: "why; required" } },
    TAGS_TO,
    { flags: "--dry-run", text: { zh: "只看带走什么、标签归谁", en: "only show what would leave, and whom tags go to" } },
  ],
  examples: ["customer split 17 wecom:wm123 --dry-run", "customer split 17 wecom:wm123 phone:13912340000 --tag vip=leave --reason 两个人"],
  async run(session, [customer = "", ...named], { reason, dryRun = false, tag }) {
    const identities = named.map((text) => {
      const colon = text.indexOf(":");
      if (colon < 1)
        throw problem("OPTION_INVALID", { option: "<identities>", value: text, wanted: { zh: "「平台:编号」", en: "platform:id" } });
      return { platform: text.slice(0, colon), external: text.slice(colon + 1) };
    });
    if (dryRun) {
      const preview = await session.call(previewSplit, { customer, identities });
      if (session.json) session.printJson(preview);
      else session.print(...splitLines(session, preview));
      return;
    }
    const wanted = requireReason(reason);
    sayChanged(session, await session.call(splitCustomer, { customer, identities, reason: wanted, tags: choicesOf(tag) }));
  },
});
