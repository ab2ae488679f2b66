import { mergeCustomers, previewMerge, previewUndo, undoMerge, type CustomersChanged, type MergePreview } from "../../contract/index.ts";
import { problem } from "../../kernel/index.ts";
import { defineCommand } from "../command.ts";
import { identityText } from "../print/identity.ts";
import { grouped } from "../print/number.ts";
import { choicesOf, splitLines, TAGS_TO } from "../print/split.ts";
import type { Session } from "../session.ts";
import { CUSTOMER } from "./customer.ts";

const OTHER = { usage: "<other>", text: { zh: "另一位客户的编号或身份", en: "the other customer's number or an identity" } };
const REASON = { flags: "--reason <text>", text: { zh: "原因，必填", en: "why; required" } };

/** @throws OPTION_INVALID when it is missing */
export function requireReason(reason: string | undefined): string {
  if (reason !== undefined && reason.trim() !== "") return reason;
  throw problem("OPTION_INVALID", { option: "--reason", value: reason ?? "", wanted: { zh: "一句原因", en: "a reason" } });
}

export const merge = defineCommand<{ reason?: string; dryRun?: boolean }>({
  name: "merge",
  group: "customers",
  summary: { zh: "合并两位客户，编号小的保留", en: "make one customer of two; the smaller number stays" },
  arguments: [CUSTOMER, OTHER],
  options: [REASON, { flags: "--dry-run", text: { zh: "只看会移动什么", en: "only show what would move" } }],
  examples: ["merge 17 crm:12346 --reason 同一个人换了手机号", "merge 17 42 --dry-run"],
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

export const unmerge = defineCommand<{ reason?: string; dryRun?: boolean; tag?: Record<string, string> }>({
  name: "unmerge",
  group: "customers",
  summary: {
    zh: "撤销一次合并：身份和它们带来的一切各归各处；或撤销一次拆分：重新成为一位客户",
    en: "undo a merge: identities and what they brought go back; or a split: one customer again",
  },
  arguments: [{ usage: "<merge>", text: { zh: "合并或拆分的编号（见 merges）", en: "the id of a merge or a split (see merges)" } }],
  options: [REASON, TAGS_TO, { flags: "--dry-run", text: { zh: "只看会怎样", en: "only show what would happen" } }],
  examples: ["unmerge 3 --dry-run", "unmerge 3 --tag vip=leave --reason 两位不同的客户"],
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

function previewLines({ say }: Session, { kept, lost, clashes }: MergePreview): string[] {
  const name = ({ customer, name }: MergePreview["kept"]) => (name === null ? `#${customer}` : `${name} #${customer}`);
  return [
    say({ zh: `${name(lost)} 将并入 ${name(kept)}，随之移动：`, en: `${name(lost)} would become ${name(kept)}; with it move:` }),
    say({
      zh: `  身份 ${lost.identities.length}，事件 ${grouped(lost.events)}，属性值 ${grouped(lost.attributes)}，人工标签 ${lost.tags}，手动指定 ${lost.overrides}`,
      en: `  ${lost.identities.length} identities, ${grouped(lost.events)} events, ${grouped(lost.attributes)} attribute values, ${lost.tags} tags by hand, ${lost.overrides} overrides`,
    }),
    ...lost.identities.map((identity) => `  ${identityText(identity)}`),
    ...clashes.map(({ a, b }) =>
      say({ zh: `  注意：${identityText(a)} 与 ${identityText(b)} 冲突`, en: `  mind: ${identityText(a)} and ${identityText(b)} clash` }),
    ),
  ];
}

/** What became of the customers, in a line each. */
export function sayChanged(session: Session, answer: CustomersChanged): void {
  if (session.json) return session.printJson(answer);
  const { say } = session;
  for (const { id, kind, kept, lost, identities } of answer.merges)
    session.print(
      kind === "merge"
        ? say({ zh: `客户 ${lost} 并入 ${kept}（合并 ${id}）`, en: `customer ${lost} became ${kept} (merge ${id})` })
        : say({
            zh: `从客户 ${kept} 拆出客户 ${lost}：${identities.map(identityText).join("、")}`,
            en: `customer ${lost} was split off ${kept}: ${identities.map(identityText).join(", ")}`,
          }),
    );
  if (answer.merges.length === 0) session.print(say({ zh: "已记下，客户没有变化", en: "noted; no customer changed" }));
}
