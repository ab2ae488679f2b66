import { problem } from "../../../kernel/index.ts";
import type { SuggestionsDecided } from "../../../contract/index.ts";
import type { Session } from "../../session.ts";

export const SUGGESTIONS = {
  usage: "<suggestion...>",
  text: { zh: "建议的编号，见 suggestion list", en: "ids, from suggestion list" },
} as const;

/** @throws OPTION_INVALID */
export function idsOf(texts: readonly string[]): number[] {
  const wrong = texts.find((text) => !/^[1-9]\d{0,14}$/.test(text));
  if (wrong !== undefined)
    throw problem("OPTION_INVALID", { option: "<suggestion>", value: wrong, wanted: { zh: "建议的编号", en: "the id of a suggestion" } });
  return texts.map(Number);
}

export function sayDecided(session: Session, { done, kept, gone }: SuggestionsDecided): void {
  const { say } = session;
  session.note(say({ zh: `已处理 ${done.length} 条`, en: `${done.length} done` }));
  if (kept.length > 0)
    session.note(
      say({
        zh: `${kept.length} 条没有改变：同一互斥组里另一个标签优先，或您不能改动它`,
        en: `${kept.length} unchanged: another tag of the exclusive group goes first, or you may not change it`,
      }),
    );
  if (gone.length > 0)
    session.note(
      say({
        zh: `${gone.length} 条不存在或已有人处理：${gone.join("、")}`,
        en: `${gone.length} not there or decided before: ${gone.join(", ")}`,
      }),
    );
}
