import { isUtf8 } from "node:buffer";
import { createReadStream, createWriteStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { problem, type ErrorParams, type Text } from "../../kernel/index.ts";
import { readHead, type LocalFile } from "./file.ts";

export type Encoding = "utf-8" | "gb18030";

/** What a person should know about how a text file was read. */
export function encodingWarnings(encoding: Encoding): Text[] {
  return encoding === "utf-8" ? [] : [{ zh: "文件不是 UTF-8，已按 GB18030 读取。", en: "The file is not UTF-8; it was read as GB18030." }];
}

const CHUNK = { highWaterMark: 1 << 20 };
const NEWLINE = 10;

/**
 * A text file as UTF-8 without a byte-order mark: itself when it is, else a copy at `target`, decoded strictly from GB18030 (of
 * which GBK and GB2312 are parts) where need be.
 * @throws ENCODING_UNKNOWN when it is neither, or not what `declared` says
 */
export async function asUtf8(
  file: LocalFile,
  declared: Encoding | undefined,
  target: string,
): Promise<{ path: string; encoding: Encoding }> {
  const badLine = declared === "gb18030" ? 0 : await firstBadLine(file.path);
  if (badLine === undefined) return { path: await withoutMark(file.path, target), encoding: "utf-8" };
  if (declared === "utf-8") throw problem("ENCODING_UNKNOWN", { file: file.name, encoding: "UTF-8", line: badLine });
  await decodeGb18030(file, target, (line) => ({
    file: file.name,
    encoding: declared ? "GB18030" : "UTF-8 / GB18030",
    line: badLine || line,
  }));
  return { path: target, encoding: "gb18030" };
}

async function withoutMark(path: string, target: string): Promise<string> {
  if ((await readHead(path, 3)).toString("hex") !== "efbbbf") return path;
  await pipeline(createReadStream(path, { ...CHUNK, start: 3 }), createWriteStream(target, { mode: 0o600 }));
  return target;
}

/** The line (from 1) near which a file stops being UTF-8; undefined when all of it is. */
async function firstBadLine(path: string): Promise<number | undefined> {
  let carry: Buffer = Buffer.alloc(0);
  let lines = 1;
  for await (const chunk of createReadStream(path, CHUNK) as AsyncIterable<Buffer>) {
    const buffer = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    const whole = buffer.length - unfinished(buffer);
    const ready = buffer.subarray(0, whole);
    if (!isUtf8(ready)) return lines + badOffsetLines(ready);
    lines += newlines(ready);
    carry = Buffer.from(buffer.subarray(whole));
  }
  return carry.length > 0 ? lines : undefined;
}

/** How many bytes at the end begin a character that the next chunk may finish. */
function unfinished(buffer: Buffer): number {
  for (let back = 1; back <= Math.min(3, buffer.length); back++) {
    const byte = buffer[buffer.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

/** Newlines before the first byte that is not UTF-8, found by halving. */
function badOffsetLines(buffer: Buffer): number {
  let good = 0;
  let bad = buffer.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const part = buffer.subarray(0, middle);
    if (isUtf8(part.subarray(0, middle - unfinished(part)))) good = middle;
    else bad = middle;
  }
  return newlines(buffer.subarray(0, good));
}

function newlines(buffer: Buffer): number {
  let count = 0;
  for (let at = buffer.indexOf(NEWLINE); at >= 0; at = buffer.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

async function decodeGb18030(file: LocalFile, target: string, failure: (line: number) => ErrorParams<"ENCODING_UNKNOWN">): Promise<void> {
  const decoder = new TextDecoder("gb18030", { fatal: true });
  let lines = 1;
  const decode = (chunk: Buffer | undefined): Buffer => {
    try {
      const text = Buffer.from(chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
      lines += newlines(text);
      return text;
    } catch (error) {
      throw problem("ENCODING_UNKNOWN", failure(lines + badLineOf(chunk ?? Buffer.alloc(0))), error);
    }
  };
  const transform = new Transform({
    transform: (chunk: Buffer, _encoding, done) => settle(done, () => decode(chunk)),
    flush: (done) => settle(done, () => decode(undefined)),
  });
  await pipeline(createReadStream(file.path, CHUNK), transform, createWriteStream(target, { mode: 0o600 }));
}

/** Lines before the first one that is not GB18030; a line end is never part of a character there. */
function badLineOf(chunk: Buffer): number {
  const decoder = new TextDecoder("gb18030", { fatal: true });
  let line = 0;
  for (let start = 0; start < chunk.length; line++) {
    const end = chunk.indexOf(NEWLINE, start);
    try {
      decoder.decode(chunk.subarray(start, end < 0 ? chunk.length : end));
    } catch {
      return line;
    }
    if (end < 0) break;
    start = end + 1;
  }
  return line;
}

function settle(done: (error: Error | null, data?: Buffer) => void, make: () => Buffer): void {
  try {
    done(null, make());
  } catch (error) {
    done(error as Error);
  }
}
