import { OFFSET_PATTERN, type Text } from "../../kernel/index.ts";

/** A time format of a file. */
export type TimeFormat =
  /** ISO 8601 dates and instants, with or without an offset. */
  | { readonly kind: "iso" }
  /** Seconds or milliseconds since 1970. */
  | { readonly kind: "unix"; readonly unit: "seconds" | "milliseconds" }
  | {
      readonly kind: "pattern";
      /** The pattern in the mapping: `dd/MM/yyyy HH:mm`. */
      readonly pattern: string;
      /** The shape of a text (RE2). The engine alone would read too much. */
      readonly shape: string;
      /** The pattern the engine reads, without fraction and offset. */
      readonly joda: string;
      /** The fraction and offset at the end (RE2), empty when the pattern has none. */
      readonly tail: string;
      readonly fraction: boolean;
      readonly zoned: boolean;
    };

const NUMERIC: Readonly<Record<string, string>> = { yyyy: String.raw`\d{4}`, yy: String.raw`\d{2}` };
const SHORT = new Set(["M", "d", "H", "h", "m", "s"]);
const WORDS: Readonly<Record<string, string>> = {
  MMM: "[A-Za-z]{3}",
  MMMM: "[A-Za-z]{3,9}",
  EEE: "[A-Za-z]{3}",
  EEEE: "[A-Za-z]{6,9}",
  a: "(?:[AaPp][Mm])",
};
const OFFSET = String.raw`\s*(?:Z|${OFFSET_PATTERN})`;
const OFFSETS = new Set(["Z", "ZZ", "X", "XX", "XXX"]);

/**
 * Parses `iso`, `unix`, `unixMillis`, or a pattern of yyyy yy M MM MMM d dd H HH h hh m mm s ss S… a EEE with an offset (Z, XXX) at the
 * end. Other letters must stand in 'quotes'. Returns the fault as text if there is one.
 */
export function parseTimeFormat(pattern: string): TimeFormat | { readonly fault: Text } {
  if (pattern === "iso") return { kind: "iso" };
  if (pattern === "unix") return { kind: "unix", unit: "seconds" };
  if (pattern === "unixMillis") return { kind: "unix", unit: "milliseconds" };
  const pieces = piecesOf(pattern);
  if (!pieces) return fault("引号没有结束", "a quote is not closed");
  let shape = "";
  let joda = "";
  let tail = "";
  let zoned = false;
  let fields = "";
  for (const [index, piece] of pieces.entries()) {
    if (zoned || (tail !== "" && !OFFSETS.has(piece.text)))
      return fault("小数秒和时区只能在末尾", "a fraction of a second and an offset can only stand at the end");
    if (piece.literal) {
      shape += escapeRegex(piece.text);
      joda += quoteJoda(piece.text);
      continue;
    }
    const { text } = piece;
    const one = text[0]!;
    if (OFFSETS.has(text)) {
      tail += OFFSET;
      zoned = true;
    } else if (/^S{1,9}$/.test(text)) {
      tail = String.raw`\d{${text.length}}`;
    } else if (NUMERIC[text] ?? WORDS[text]) {
      shape += NUMERIC[text] ?? WORDS[text];
      joda += text;
    } else if (SHORT.has(one) && text.length <= 2) {
      // With separators, 1/2/2025 also fits dd/MM/yyyy. Without separators, each field has its full width.
      const together = isDigits(pieces[index - 1]) || isDigits(pieces[index + 1]);
      shape += text.length === 2 && together ? String.raw`\d{2}` : String.raw`\d{1,2}`;
      joda += text;
    } else
      return fault(
        `「${text}」不是时间格式里的字母；文字请放在单引号里`,
        `${text} is no letter of a time format; put words in single quotes`,
      );
    fields += one;
  }
  if (!fields.includes("y") || !fields.includes("M") || !fields.includes("d"))
    return fault("时间格式要有年、月、日，如 yyyy-MM-dd", "a time format needs year, month and day, e.g. yyyy-MM-dd");
  const fraction = tail.startsWith(String.raw`\d`);
  // A separator before the fraction belongs to the tail. The tail is cut off before the engine reads the rest.
  const separator = /[.,]$/.exec(joda)?.[0];
  if (fraction && separator) {
    joda = joda.slice(0, -1);
    shape = shape.replace(/(?:\\\.|,)$/, "");
    tail = `[.,]${tail}`;
  }
  return { kind: "pattern", pattern, shape: `^${shape}${tail}$`, joda, tail: tail && `${tail}$`, fraction, zoned };
}

/** Whether the format has no time of day. */
export function isOfDays(format: TimeFormat): boolean {
  return format.kind === "pattern" && format.tail === "" && !/[Hhmsa]/.test(format.joda.replace(/'[^']*'/g, ""));
}

interface Piece {
  readonly text: string;
  readonly literal: boolean;
}

/** Splits a pattern into runs of one letter and the text between them. Undefined if a quote is not closed. */
function piecesOf(pattern: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  for (let at = 0; at < pattern.length;) {
    const rest = pattern.slice(at);
    const run = /^([A-Za-z])\1*/.exec(rest)?.[0];
    if (run) pieces.push({ text: run, literal: false });
    const quoted = rest.startsWith("'") ? /^'((?:[^']|'')*)'/.exec(rest) : null;
    if (rest.startsWith("'") && !quoted) return undefined;
    if (quoted) pieces.push({ text: quoted[0] === "''" ? "'" : quoted[1]!.replaceAll("''", "'"), literal: true });
    const other = run || quoted ? undefined : /^[^A-Za-z']+/.exec(rest)![0];
    if (other) pieces.push({ text: other, literal: true });
    at += (run ?? quoted?.[0] ?? other)!.length;
  }
  return pieces;
}

function isDigits(piece: Piece | undefined): boolean {
  return (
    piece !== undefined &&
    !piece.literal &&
    (NUMERIC[piece.text] !== undefined || (SHORT.has(piece.text[0]!) && piece.text.length <= 2) || piece.text.startsWith("S"))
  );
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

function quoteJoda(text: string): string {
  return text.replace(/[A-Za-z']+/g, (letters) => `'${letters.replaceAll("'", "''")}'`);
}

function fault(zh: string, en: string): { fault: Text } {
  return { fault: { zh, en } };
}
