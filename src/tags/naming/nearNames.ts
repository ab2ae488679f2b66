import type { Text } from "../../kernel/index.ts";
import { foldedName, type TagRef } from "../../rules/index.ts";

type Called = Pick<TagRef, "code" | "name">;

/** Latin names of at least this length are near if one letter differs. In shorter or Chinese names, one character makes another word. */
const LEAST_LETTERS = 5;

/** Tags that people would confuse with this one: equal except for signs and blanks, or one Latin letter apart. */
export function nearNames(tag: Called, others: Iterable<Called>): Text[] {
  const own = new Set([tag.name.zh, tag.name.en]);
  const near = [...others].filter(
    (other) => other.code !== tag.code && [other.name.zh, other.name.en].some((name) => [...own].some((one) => isNear(one, name))),
  );
  return near.map(({ code, name }) => ({
    zh: `名称与标签「${name.zh}」（${code}）只差一点，容易混淆；如果是同一个标签，请用它的编码 ${code}`,
    en: `the name is almost that of ${name.en} (${code}), which people will confuse; if it is the same tag, use its code ${code}`,
  }));
}

function isNear(a: string, b: string): boolean {
  const [one, two] = [lettersOf(a), lettersOf(b)];
  if (one === "" || two === "") return false;
  if (one === two) return true;
  // Numbers distinguish tags: 近30天, R1.
  return /^[a-z]+$/.test(one + two) && Math.min(one.length, two.length) >= LEAST_LETTERS && oneApart(one, two);
}

function lettersOf(name: string): string {
  return foldedName(name).replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** Whether the words differ by one letter: added, missing, replaced or swapped with the next. */
function oneApart(a: string, b: string): boolean {
  if (a.length > b.length) return oneApart(b, a);
  if (b.length - a.length > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1);
  return a.slice(at + 1) === b.slice(at + 1) || (a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2));
}
