import { pinyinPro } from "./pinyinPro.ts";

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
  const likely = pinyinPro().pinyin(text, { type: "array", toneType: "none", v: true });
  const characters = [...text];
  return likely.map((reading, index) => [...new Set([reading, ...readingsOf(characters[index]!)])].join("/"));
}

/** Every reading of a character; a language has few characters and many names. */
const readings = new Map<string, readonly string[]>();

function readingsOf(character: string): readonly string[] {
  let all = readings.get(character);
  if (!all) {
    all = pinyinPro().polyphonic(character, { type: "array", toneType: "none", v: true }).flat().filter(Boolean);
    readings.set(character, all);
  }
  return all;
}

/** The pinyin of each text that has Chinese characters. */
export function pinyinOfAll(texts: readonly string[]): string[] {
  return texts.flatMap((text) => pinyinOf(text) ?? []);
}
