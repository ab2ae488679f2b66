import { mergeCustomers, previewMerge } from "../../../contract/index.ts";
import { defineCommand } from "../../command.ts";
import { CUSTOMER } from "../arguments.ts";
import { OTHER, previewLines, REASON, requireReason, sayChanged } from "../merge/print.ts";

export const customerMerge = defineCommand<{ reason?: string; dryRun?: boolean }>({
  name: "customer merge",
  group: "customers",
  summary: { zh: "合并两位客户，编号小的保留", en: "make one customer of two; the smaller number stays" },
  arguments: [CUSTOMER, OTHER],
  options: [REASON, { flags: "--dry-run", text: { zh: "只看会移动什么", en: "only show what would move" } }],
  examples: ["customer merge 17 crm:12346 --reason 同一个人换了手机号", "customer merge 17 42 --dry-run"],
  async run(session, [customer = "", other = ""], { reason, dryRun = false }) {
    if (dryRun) {
      const preview = await session.call(previewMerge, { customer, other });
      if (session.json) session.printJson(preview);
      else session.print(...previewLines(session, preview));
      return;
    }
    const wanted = requireReason(reason);
    sayChanged(session, await session.call(mergeCustomers, { customer, other, reason: wanted }));
  },
});
