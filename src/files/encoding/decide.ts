import { problem } from "../../kernel/index.ts";
import { readAt, readHead, type LocalFile } from "../file.ts";
import { byteCountsOf } from "./byteCounts.ts";
import { ENCODING_NAMES, type Encoding } from "./names.ts";
import { utf8Faults, type Utf8Faults } from "./utf8.ts";

/** Bytes that are inspected at the first fault, and at the beginning of the file. */
const SAMPLE_BYTES = 1 << 22;

/**
 * Three-byte UTF-8 hardly ever occurs by chance. From this ratio of its bytes to the bytes that do not fit, the file is UTF-8 with faults.
 */
const UTF8_RATIO = 0.1;
/** Least share of common characters in a Chinese text. Half leaves room for names with rare characters. */
const COMMON_SHARE = 0.5;
const ALONE_SHARE = 0.9;

/**
 * The encoding of a text file, from all its bytes: UTF-8 if each byte fits; else by byte-order mark, by the share of valid UTF-8, and by
 * the share of common Chinese characters. A doubtful file is refused, not guessed.
 * @throws ENCODING_BROKEN (UTF-8 except for some lines, or not in the `declared` encoding), FILE_CUT, ENCODING_UNKNOWN
 */
export async function decideEncoding(file: LocalFile, declared: Encoding | undefined): Promise<Encoding> {
  const head = await readHead(file.path, 1 << 16);
  const marked = markOf(head);
  // The other encodings are checked while the file is decoded.
  if (declared !== undefined && declared !== "utf-8") return declared;
  if (declared === undefined && marked !== undefined && marked !== "utf-8") return marked;
  const wide = declared === undefined ? wideOf(head) : undefined;
  if (wide) return wide;
  const faults = await utf8Faults(file.path);
  if (!faults) return "utf-8";
  if (declared === "utf-8" || marked === "utf-8") throw broken(file, faults);
  return withoutUtf8(file, faults);
}

async function withoutUtf8(file: LocalFile, faults: Utf8Faults): Promise<Encoding> {
  const { utf8Long, utf8Short, others, alone, gb, big5 } = byteCountsOf(await sampleOf(file, faults));
  if (utf8Long * 3 >= others * UTF8_RATIO && utf8Long > 0) throw broken(file, faults);
  if (utf8Short > 0 && utf8Short * 2 >= others) throw broken(file, faults);
  if (alone >= others * ALONE_SHARE) return "windows-1252";
  if (big5 > gb && big5 >= COMMON_SHARE) return "big5";
  if (gb >= COMMON_SHARE) return "gb18030";
  throw problem("ENCODING_UNKNOWN", { file: file.name, line: faults.first.line });
}

function broken(file: LocalFile, { first, lines, cut }: Utf8Faults): Error {
  if (cut) return problem("FILE_CUT", { file: file.name, encoding: ENCODING_NAMES["utf-8"], line: first.line });
  return problem("ENCODING_BROKEN", { file: file.name, encoding: ENCODING_NAMES["utf-8"], line: first.line, text: first.text, lines });
}

/** The beginning, and the part around the first fault. Both begin at a line, so that no two-byte character is cut. */
async function sampleOf({ path }: LocalFile, { first }: Utf8Faults): Promise<Buffer> {
  const head = await readHead(path, SAMPLE_BYTES);
  if (first.offset < SAMPLE_BYTES / 2) return head;
  const part = await readAt(path, first.offset - SAMPLE_BYTES / 4, SAMPLE_BYTES);
  return Buffer.concat([head.subarray(0, head.lastIndexOf(10) + 1), part.subarray(part.indexOf(10) + 1)]);
}

function markOf(head: Buffer): Encoding | undefined {
  const mark = head.subarray(0, 3).toString("hex");
  if (mark === "efbbbf") return "utf-8";
  return mark.startsWith("fffe") ? "utf-16le" : mark.startsWith("feff") ? "utf-16be" : undefined;
}

/** In UTF-16, delimiters, digits and line ends have a zero byte, always on the same side. */
function wideOf(head: Buffer): Encoding | undefined {
  let [even, odd] = [0, 0];
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) {
    if (at % 2 === 0) even++;
    else odd++;
  }
  if (odd > head.length / 20 && odd > 20 * even) return "utf-16le";
  if (even > head.length / 20 && even > 20 * odd) return "utf-16be";
  return (["utf-16le", "utf-16be"] as const).find((encoding) => readsAs(head, encoding));
}

/**
 * Line ends of UTF-16 as a share of all bytes with value 10 (上 contains one too). In single-byte text, a zero after a line end is chance.
 */
const LINE_END_SHARE = 0.1;
const PLAUSIBLE_SHARE = 0.95;

/**
 * Whether a text of nearly only Chinese characters, with few zero bytes and some on the other side (一 ends in one), has line ends in this
 * encoding.
 */
function readsAs(head: Buffer, encoding: "utf-16le" | "utf-16be"): boolean {
  // Chinese text in UTF-16 is no valid UTF-8; UTF-8 with a stray zero before a line end would have a line end of UTF-16.
  if (!head.includes(0) || isUtf8Head(head)) return false;
  const text = new TextDecoder(encoding).decode(head.subarray(0, head.length - (head.length % 2)));
  const lines = text.split("\n").length - 1;
  const tens = head.reduce((count, byte) => count + (byte === 10 ? 1 : 0), 0);
  if (lines === 0 || lines < tens * LINE_END_SHARE) return false;
  const odd = text.match(/[\0-\x08\x0e-\x1f\x7f-\x9f\p{Cn}\p{Co}\p{Cs}\ufffd]/gu)?.length ?? 0;
  return odd <= text.length * (1 - PLAUSIBLE_SHARE);
}

/** Whether the beginning of a file is valid UTF-8; its last character may be cut. */
function isUtf8Head(head: Buffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
