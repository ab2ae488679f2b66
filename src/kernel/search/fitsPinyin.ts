/**
 * Whether typed letters spell a text from any of its characters on: with whole syllables, with initials, or with a mixture (`gaojz`).
 * @param pinyin the syllables of the text, by blanks; readings of one character by `/`: `gao jia zhi ke hu`, `zhong/chong gou`
 * @param letters lower case, without blanks
 */
export function fitsPinyin(pinyin: string, letters: string): boolean {
  if (letters === "") return false;
  const syllables = pinyin.split(" ").map((readings) => readings.split("/"));
  return syllables.some((_, from) => spells(syllables, from, letters));
}

/** Keeps how many letters can be used up, and not each way to use them up: `dddd` would have a way for each reading of each character. */
function spells(syllables: readonly (readonly string[])[], from: number, letters: string): boolean {
  let used = new Set([0]);
  for (let at = from; at < syllables.length && used.size > 0; at++) {
    const next = new Set<number>();
    for (const start of used)
      for (const reading of syllables[at]!) {
        for (let length = 1; length <= reading.length && letters[start + length - 1] === reading[length - 1]; length++)
          next.add(start + length);
      }
    if (next.has(letters.length)) return true;
    used = next;
  }
  return false;
}
