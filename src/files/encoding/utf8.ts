import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";

const CHUNK = { highWaterMark: 1 << 20 };
const NEWLINE = 10;

/** A line of a file that is not UTF-8. */
export interface BadLine {
  /** Line number, from 1. */
  readonly line: number;
  /** Offset in the file of the first byte that is not UTF-8. */
  readonly offset: number;
  /** The text around that byte. � marks the wrong bytes. */
  readonly text: string;
}

export interface Utf8Faults {
  readonly first: BadLine;
  /** The number of lines with such bytes. */
  readonly lines: number;
  /** True if the only fault is that the file ends inside a character. */
  readonly cut: boolean;
}

/** Most lines that are counted. A file with more is in another encoding. */
const MAX_BAD_LINES = 10_000;

/** The bytes of a file that are not UTF-8; undefined if all are. Node's own check skips valid parts, gigabytes a second. */
export async function utf8Faults(path: string): Promise<Utf8Faults | undefined> {
  let first: { offset: number; text: string } | undefined;
  let bad = 0;
  let at = 0;
  let carry: Buffer = Buffer.alloc(0);
  const take = (ready: Buffer): void => {
    for (let start = isUtf8(ready) ? ready.length : 0; start < ready.length && bad < MAX_BAD_LINES;) {
      const end = ready.indexOf(NEWLINE, start);
      const stop = end < 0 ? ready.length : end;
      const part = ready.subarray(start, stop);
      if (!isUtf8(part)) {
        bad++;
        first ??= around(part, at + start);
      }
      start = stop + 1;
    }
    at += ready.length;
  };
  for await (const chunk of createReadStream(path, CHUNK) as AsyncIterable<Buffer>) {
    const buffer = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    // Complete lines, so that a bad line is counted once. A line that is too long is cut at a character.
    const last = buffer.lastIndexOf(NEWLINE);
    const complete = last >= 0 ? last + 1 : buffer.length > 8 * CHUNK.highWaterMark ? buffer.length - unfinished(buffer) : 0;
    take(buffer.subarray(0, complete));
    carry = Buffer.from(buffer.subarray(complete));
    if (bad === MAX_BAD_LINES) break;
  }
  const open = carry.length > 0 ? unfinished(carry) : 0;
  const cut = bad === 0 && open > 0 && isUtf8(carry.subarray(0, carry.length - open));
  take(carry);
  return first && { first: { ...first, line: await lineOf(path, first.offset) }, lines: bad, cut };
}

/** The line number of an offset. Counted only after a fault, so that a good file is not read for it. */
async function lineOf(path: string, offset: number): Promise<number> {
  let line = 1;
  if (offset === 0) return line;
  for await (const chunk of createReadStream(path, { ...CHUNK, end: offset - 1 }) as AsyncIterable<Buffer>) line += newlines(chunk);
  return line;
}

/** The number of bytes at the end that begin an unfinished character. */
function unfinished(buffer: Buffer): number {
  for (let back = 1; back <= Math.min(3, buffer.length); back++) {
    const byte = buffer[buffer.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

const SHOWN_CHARACTERS = 12;

/** Finds the first byte of a line that is not UTF-8 by halving, and the text around it. */
function around(line: Buffer, start: number): { offset: number; text: string } {
  let good = 0;
  let bad = line.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const part = line.subarray(0, middle);
    if (isUtf8(part.subarray(0, middle - unfinished(part)))) good = middle;
    else bad = middle;
  }
  const place = line.subarray(0, good);
  const before = [...place.subarray(0, good - unfinished(place)).toString("utf8")].slice(-SHOWN_CHARACTERS).join("");
  const after = [...line.subarray(good - unfinished(place)).toString("utf8")].slice(0, SHOWN_CHARACTERS).join("");
  return { offset: start + good, text: (before + after).replaceAll(/[\r\t]+/g, " ").trim() };
}

export function newlines(buffer: Uint8Array): number {
  let count = 0;
  for (let at = buffer.indexOf(NEWLINE); at >= 0; at = buffer.indexOf(NEWLINE, at + 1)) count++;
  return count;
}
