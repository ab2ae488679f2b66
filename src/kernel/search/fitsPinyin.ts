type Syllables = readonly (readonly string[])[];

/** A list is searched again at each letter that is typed. */
const parsed = new Map<string, Syllables>();
const MAX_PARSED = 50_000;

function syllablesOf(pinyin: string): Syllables {
  let syllables = parsed.get(pinyin);
  if (!syllables) {
    if (parsed.size >= MAX_PARSED) parsed.clear();
    parsed.set(pinyin, (syllables = pinyin.split(" ").map((readings) => readings.split("/"))));
  }
  return syllables;
}

/**
 * Whether typed letters spell a text from any of its characters on: with whole syllables, with initials, or with a mixture (`gaojz`).
 * @param pinyin the syllables of the text, by blanks; readings of one character by `/`: `gao jia zhi ke hu`, `zhong/chong gou`
 * @param letters lower case, without blanks
 */
export function fitsPinyin(pinyin: string, letters: string): boolean {
  if (letters === "") return false;
  const syllables = syllablesOf(pinyin);
  for (let from = 0; from < syllables.length; from++) {
    // Most characters are left out here, before anything is allocated.
    if (syllables[from]!.some((reading) => reading[0] === letters[0]) && spells(syllables, from, letters)) return true;
  }
  return false;
}

/** Keeps how many letters can be used up, and not each way to use them up: `dddd` would have a way for each reading of each character. */
function spells(syllables: Syllables, from: number, letters: string): boolean {
  let used = [0];
  for (let at = from; at < syllables.length && used.length > 0; at++) {
    const next: number[] = [];
    for (const start of used)
      for (const reading of syllables[at]!)
        for (let length = 1; length <= reading.length && letters[start + length - 1] === reading[length - 1]; length++) {
          if (start + length === letters.length) return true;
          if (!next.includes(start + length)) next.push(start + length);
        }
    used = next;
  }
  return false;
}
