import { previewUndo, undoMerge } from "../../../contract/index.ts";
import { problem } from "../../../kernel/index.ts";
import { defineCommand } from "../../command.ts";
import { choicesOf, splitLines, TAGS_TO } from "../../print/split.ts";
import { previewLines, REASON, requireReason, sayChanged } from "./print.ts";

export const mergeUndo = defineCommand<{ reason?: string; dryRun?: boolean; tag?: Record<string, string> }>({
  name: "merge undo",
  group: "customers",
  summary: {
    zh: "撤销一次合并：身份和它们带来的一切各归各处；或撤销一次拆分：重新成为一位客户",
    en: "undo a merge: identities and what they brought go back; or a split: one customer again",
  },
  arguments: [{ usage: "<merge>", text: { zh: "合并或拆分的编号（见 merges）", en: "the id of a merge or a split (see merges)" } }],
  options: [REASON, TAGS_TO, { flags: "--dry-run", text: { zh: "只看会怎样", en: "only show what would happen" } }],
  examples: ["merge undo 3 --dry-run", "merge undo 3 --tag vip=leave --reason 两位不同的客户"],
  async run(session, [id = ""], { reason, dryRun = false, tag }) {
    if (!/^[1-9]\d{0,14}$/.test(id))
      throw problem("OPTION_INVALID", { option: "<merge>", value: id, wanted: { zh: "合并的编号", en: "the id of a merge" } });
    if (dryRun) {
      const preview = await session.call(previewUndo, { merge: Number(id) });
      if (session.json) session.printJson(preview);
      else if (preview.split) session.print(...splitLines(session, preview.split));
      else if (preview.merge) session.print(...previewLines(session, preview.merge));
      return;
    }
    const wanted = requireReason(reason);
    sayChanged(session, await session.call(undoMerge, { merge: Number(id), reason: wanted, tags: choicesOf(tag) }));
  },
});
