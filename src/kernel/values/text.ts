import { BLANKS, INVISIBLE } from "./blanks.ts";
import { isSheetError } from "./sheetErrors.ts";

const CUT = new Set([...BLANKS, ...INVISIBLE].flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index)));
/** Most texts are letters and digits with no blank at their ends: nothing is to be done with them. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

/**
 * A text as it is kept: NFC, without blanks and invisible marks at its ends. Undefined when nothing is left. What is inside stays,
 * blanks included. The fact store does the same to files (mapping/compile/text.ts).
 */
export function cleanText(text: string): string | undefined {
  if (PLAIN.test(text)) return text;
  // Once more afterwards: NFC may turn an end into a blank (U+2000 becomes U+2002), or join a mark to it.
  const cleaned = cutEnds(cutEnds(text.toWellFormed()).normalize("NFC"));
  return cleaned === "" ? undefined : cleaned;
}

/** A name as it is kept; `""` where nothing is left. Half a letter stays, so that it can be refused rather than become another name. */
export function cleanName(name: string): string {
  return name.isWellFormed() ? (cleanText(name) ?? "") : name;
}

/** A text that says something: cleaned, and no error of a spreadsheet. Undefined is missing. */
export function readText(text: string): string | undefined {
  const cleaned = cleanText(text);
  return cleaned === undefined || isSheetError(cleaned) ? undefined : cleaned;
}

/** All of them are single UTF-16 units. A loop, since a pattern for the end takes the square of a long run of blanks inside. */
function cutEnds(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && CUT.has(text.charCodeAt(from))) from++;
  while (to > from && CUT.has(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}
