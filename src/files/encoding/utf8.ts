import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";

const CHUNK = { highWaterMark: 1 << 20 };
const NEWLINE = 10;

/** A line of a file that is not UTF-8. */
export interface BadLine {
  /** From 1. */
  readonly line: number;
  /** Of the first byte that does not fit, in the file. */
  readonly offset: number;
  /** What stands around it; � is what does not fit. */
  readonly text: string;
}

export interface Utf8Faults {
  readonly first: BadLine;
  /** How many lines have such bytes. */
  readonly lines: number;
  /** The only fault is that the file ends inside a character. */
  readonly cut: boolean;
}

/** Lines that are counted: more than these are no oversight, and the file is something else. */
const MAX_BAD = 10_000;

/** What in a file is not UTF-8; undefined when all of it is. Valid parts are looked at by the engine of Node, gigabytes a second. */
export async function utf8Faults(path: string): Promise<Utf8Faults | undefined> {
  let first: { offset: number; text: string } | undefined;
  let bad = 0;
  let at = 0;
  let carry: Buffer = Buffer.alloc(0);
  const take = (ready: Buffer): void => {
    for (let start = isUtf8(ready) ? ready.length : 0; start < ready.length && bad < MAX_BAD;) {
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
    // Whole lines, so that a bad line is counted once; a line without end is cut where a character ends.
    const last = buffer.lastIndexOf(NEWLINE);
    const whole = last >= 0 ? last + 1 : buffer.length > 8 * CHUNK.highWaterMark ? buffer.length - unfinished(buffer) : 0;
    take(buffer.subarray(0, whole));
    carry = Buffer.from(buffer.subarray(whole));
    if (bad === MAX_BAD) break;
  }
  const open = carry.length > 0 ? unfinished(carry) : 0;
  const cut = bad === 0 && open > 0 && isUtf8(carry.subarray(0, carry.length - open));
  take(carry);
  return first && { first: { ...first, line: await lineOf(path, first.offset) }, lines: bad, cut };
}

/** The line of a place: counted only where something is wrong, so that good files are not read for it. */
async function lineOf(path: string, offset: number): Promise<number> {
  let line = 1;
  if (offset === 0) return line;
  for await (const chunk of createReadStream(path, { ...CHUNK, end: offset - 1 }) as AsyncIterable<Buffer>) line += newlines(chunk);
  return line;
}

/** How many bytes at the end begin a character that is not finished. */
function unfinished(buffer: Buffer): number {
  for (let back = 1; back <= Math.min(3, buffer.length); back++) {
    const byte = buffer[buffer.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

const SHOWN = 12;

/** The first place of a line that is not UTF-8, found by halving, and what stands around it. */
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
  const before = [...place.subarray(0, good - unfinished(place)).toString("utf8")].slice(-SHOWN).join("");
  const after = [...line.subarray(good - unfinished(place)).toString("utf8")].slice(0, SHOWN).join("");
  return { offset: start + good, text: (before + after).replaceAll(/[\r\t]+/g, " ").trim() };
}

export function newlines(buffer: Uint8Array): number {
  let count = 0;
  for (let at = buffer.indexOf(NEWLINE); at >= 0; at = buffer.indexOf(NEWLINE, at + 1)) count++;
  return count;
}
