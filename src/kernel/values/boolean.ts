import { isMissingWord } from "./missing.ts";
import { wordOf } from "./word.ts";

/** Compared folded. 有 and 无 are not among them: 无 is missing. */
export const YES: readonly string[] = ["true", "t", "yes", "y", "1", "是", "真", "对", "√", "✓", "✔"];
export const NO: readonly string[] = ["false", "f", "no", "n", "0", "否", "假", "错", "×", "✗", "✘"];

/** Words that always mean yes or no. 1 and 0 count as numbers unless a person says otherwise. */
export const PLAIN_WORDS: readonly string[] = ["true", "false", "yes", "no", "是", "否"];

/** A text read as yes or no. */
export type BooleanRead =
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable" };

const MEANING = new Map([...YES.map((word) => [word, true] as const), ...NO.map((word) => [word, false] as const)]);

export function readBoolean(text: string): BooleanRead {
  const value = MEANING.get(wordOf(text) ?? "");
  if (value !== undefined) return { kind: "boolean", value };
  return isMissingWord(text) ? { kind: "missing" } : { kind: "unreadable" };
}
