import { BLANKS, INVISIBLE } from "./blanks.ts";
import { isSheetError } from "./sheetErrors.ts";

const CUT = new Set([...BLANKS, ...INVISIBLE].flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index)));
/** Most texts are ASCII without blanks at their ends: they need no change. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

/**
 * A text in the form that is stored: NFC, without blanks and invisible characters at its ends. Blanks inside stay. Undefined when nothing
 * is left. The fact store does the same for files (mapping/compile/text.ts).
 */
export function cleanText(text: string): string | undefined {
  if (PLAIN.test(text)) return text;
  // Cut again after NFC: it may turn the last character into a blank (U+2000 becomes U+2002) or join a mark to it.
  const cleaned = cutEnds(cutEnds(text.toWellFormed()).normalize("NFC"));
  return cleaned === "" ? undefined : cleaned;
}

/**
 * A name in the form that is stored; "" when nothing is left. An unpaired surrogate stays, so that the name is refused and does not become
 * another name.
 */
export function cleanName(name: string): string {
  return name.isWellFormed() ? (cleanText(name) ?? "") : name;
}

/** A cleaned text. Undefined when it is missing: blank or a spreadsheet error. */
export function readText(text: string): string | undefined {
  const cleaned = cleanText(text);
  return cleaned === undefined || isSheetError(cleaned) ? undefined : cleaned;
}

/**
 * All these characters are single UTF-16 units. A loop, because a regular expression for the end needs quadratic time on a long run of
 * blanks inside.
 */
function cutEnds(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && CUT.has(text.charCodeAt(from))) from++;
  while (to > from && CUT.has(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}
