import { problem } from "../../kernel/index.ts";
import { readAt, readHead, type LocalFile } from "../file.ts";
import { evidenceIn } from "./evidence.ts";
import { ENCODING_NAMES, type Encoding } from "./names.ts";
import { utf8Faults, type Utf8Faults } from "./utf8.ts";

/** Looked at where a file stops being UTF-8, and at its beginning. */
const SAMPLE = 1 << 22;

/** Valid UTF-8 in three bytes hardly ever occurs by chance: this much of it against what does not fit, and somebody wrote UTF-8. */
const BY_CHANCE = 0.1;
/** Of the characters of a Chinese text, so many are everyday ones. Half leaves room for names in rare characters. */
const EVERYDAY = 0.5;
const SINGLE = 0.9;

/**
 * How a text file is encoded, by all of its bytes: UTF-8 when every byte is; otherwise by byte-order mark, by how much UTF-8 there is
 * against what is not, and by whether the rest are everyday Chinese characters. In doubt nothing is guessed.
 * @throws ENCODING_BROKEN (UTF-8 but for some lines, or not what `declared` says), FILE_CUT, ENCODING_UNKNOWN
 */
export async function decideEncoding(file: LocalFile, declared: Encoding | undefined): Promise<Encoding> {
  const head = await readHead(file.path, 1 << 16);
  const marked = markOf(head);
  // Others are checked while they are decoded.
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
  const { utf8Long, utf8Short, others, alone, gb, big5 } = evidenceIn(await sampleOf(file, faults));
  if (utf8Long * 3 >= others * BY_CHANCE && utf8Long > 0) throw broken(file, faults);
  if (utf8Short > 0 && utf8Short * 2 >= others) throw broken(file, faults);
  if (alone >= others * SINGLE) return "windows-1252";
  if (big5 > gb && big5 >= EVERYDAY) return "big5";
  if (gb >= EVERYDAY) return "gb18030";
  throw problem("ENCODING_UNKNOWN", { file: file.name, line: faults.first.line });
}

function broken(file: LocalFile, { first, lines, cut }: Utf8Faults): Error {
  if (cut) return problem("FILE_CUT", { file: file.name, encoding: ENCODING_NAMES["utf-8"], line: first.line });
  return problem("ENCODING_BROKEN", { file: file.name, encoding: ENCODING_NAMES["utf-8"], line: first.line, text: first.text, lines });
}

/** The beginning, and the part with the first fault, each from the beginning of a line: a pair of bytes is not cut there. */
async function sampleOf({ path }: LocalFile, { first }: Utf8Faults): Promise<Buffer> {
  const head = await readHead(path, SAMPLE);
  if (first.offset < SAMPLE / 2) return head;
  const part = await readAt(path, first.offset - SAMPLE / 4, SAMPLE);
  return Buffer.concat([head.subarray(0, head.lastIndexOf(10) + 1), part.subarray(part.indexOf(10) + 1)]);
}

function markOf(head: Buffer): Encoding | undefined {
  const mark = head.subarray(0, 3).toString("hex");
  if (mark === "efbbbf") return "utf-8";
  return mark.startsWith("fffe") ? "utf-16le" : mark.startsWith("feff") ? "utf-16be" : undefined;
}

/** Delimiters, digits and line ends of UTF-16 have a zero byte, all on one side. */
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

/** Line ends of UTF-16 among all bytes of 10: 上 has one too. Text of single bytes has a zero after a line end by chance only. */
const LINE_ENDS = 0.1;
const PLAUSIBLE = 0.95;

/** Whether text that is nearly all Chinese, with few zero bytes and some at the other side (一 ends in one), has lines in this encoding. */
function readsAs(head: Buffer, encoding: "utf-16le" | "utf-16be"): boolean {
  if (!head.includes(0)) return false;
  const text = new TextDecoder(encoding).decode(head.subarray(0, head.length - (head.length % 2)));
  const lines = text.split("\n").length - 1;
  const tens = head.reduce((count, byte) => count + (byte === 10 ? 1 : 0), 0);
  if (lines === 0 || lines < tens * LINE_ENDS) return false;
  const odd = text.match(/[\0-\x08\x0e-\x1f\x7f-\x9f\p{Cn}\p{Co}\p{Cs}\ufffd]/gu)?.length ?? 0;
  return odd <= text.length * (1 - PLAUSIBLE);
}
