import { pinyin, polyphonic } from "pinyin-pro";

const known = new Map<string, string>();
const MAX_KNOWN_TEXTS = 20_000;
const HAN = /\p{Script=Han}/u;

/**
 * The pinyin of a text as fitsPinyin takes it: syllables by blanks, the likely reading of a character before its others. Undefined for a text
 * without Chinese characters.
 */
export function pinyinOf(text: string): string | undefined {
  if (!HAN.test(text)) return undefined;
  let read = known.get(text);
  if (read === undefined) {
    if (known.size >= MAX_KNOWN_TEXTS) known.clear();
    known.set(text, (read = syllablesOf(text)));
  }
  return read;
}

function syllablesOf(text: string): string {
  // `lv` stands for lü, as input methods have it. What is not Chinese stays one syllable, so that `vipkehu` finds VIP客户.
  const parts =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? [];
  return parts.flatMap((part) => (HAN.test(part) ? hanSyllables(part) : [part])).join(" ");
}

function hanSyllables(text: string): string[] {
  const likely = pinyin(text, { type: "array", toneType: "none", v: true });
  const all = polyphonic(text, { type: "array", toneType: "none", v: true });
  return likely.map((reading, index) => [...new Set([reading, ...(all[index] ?? [])])].filter(Boolean).join("/"));
}

/** The pinyin of each text that has Chinese characters. */
export function pinyinOfAll(texts: readonly string[]): string[] {
  return texts.flatMap((text) => pinyinOf(text) ?? []);
}
