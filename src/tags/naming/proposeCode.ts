import type { Text } from "../../kernel/index.ts";
import { pinyinOf } from "./pinyin.ts";

const MAX_CODE_CHARACTERS = 60;
/** Room for a number behind it: `_2`. */
const MAX_STEM_CHARACTERS = 50;

/**
 * A code for a new tag: its English name in lower case, otherwise its Chinese name in pinyin; with a number where it is taken.
 * @param taken whether the code cannot be used
 */
export function proposeCode(name: Text, taken: (code: string) => boolean): string {
  const stem = codeFrom(name.en) ?? codeFrom(pinyinOf(name.zh)) ?? "tag";
  for (let number = 1; ; number++) {
    const code = number === 1 ? stem : `${stem}_${number}`;
    if (!taken(code) && code.length <= MAX_CODE_CHARACTERS) return code;
  }
}

/** Undefined where the text has characters that a code cannot say: a code of the rest would be about something else. */
function codeFrom(text: string): string | undefined {
  const latin = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  if (!/[a-z0-9]/.test(latin) || /[^\P{L}a-z]/u.test(latin)) return undefined;
  const words = latin
    .replaceAll(/[^a-z0-9]+/g, "_")
    .slice(0, MAX_STEM_CHARACTERS)
    .replaceAll(/^_+|_+$/g, "");
  return /^[a-z]/.test(words) ? words : `tag_${words}`;
}
