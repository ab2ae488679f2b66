import type { CustomersChanged, MergePreview } from "../../../contract/index.ts";
import { problem } from "../../../kernel/index.ts";
import { identityText } from "../../print/identity.ts";
import { grouped } from "../../print/number.ts";
import type { Session } from "../../session.ts";

export const OTHER = { usage: "<other>", text: { zh: "另一位客户的编号或身份", en: "the other customer's number or an identity" } };

export const REASON = { flags: "--reason <text>", text: { zh: "原因，必填", en: "why; required" } };

/** @throws OPTION_INVALID when it is missing */
export function requireReason(reason: string | undefined): string {
  if (reason !== undefined && reason.trim() !== "") return reason;
  throw problem("OPTION_INVALID", { option: "--reason", value: reason ?? "", wanted: { zh: "一句原因", en: "a reason" } });
}

export function previewLines({ say }: Session, { kept, lost, clashes }: MergePreview): string[] {
  const name = ({ customer, name }: MergePreview["kept"]) => (name === null ? `#${customer}` : `${name} #${customer}`);
  return [
    say({ zh: `${name(lost)} 将并入 ${name(kept)}，随之移动：`, en: `${name(lost)} would become ${name(kept)}; with it move:` }),
    say({
      zh: `  身份 ${lost.identities.length}，行为 ${grouped(lost.events)}，属性值 ${grouped(lost.attributes)}，人工标签 ${lost.tags}，手动指定 ${lost.overrides}`,
      en: `  ${lost.identities.length} identities, ${grouped(lost.events)} events, ${grouped(lost.attributes)} attribute values, ${lost.tags} tags by hand, ${lost.overrides} overrides`,
    }),
    ...lost.identities.map((identity) => `  ${identityText(identity)}`),
    ...clashes.map(({ a, b }) =>
      say({ zh: `  注意：${identityText(a)} 与 ${identityText(b)} 冲突`, en: `  mind: ${identityText(a)} and ${identityText(b)} clash` }),
    ),
  ];
}

/** Prints each changed customer on a line. */
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
