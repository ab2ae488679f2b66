import { createReadStream, createWriteStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { problem } from "../../kernel/index.ts";
import { readHead, type LocalFile } from "../file.ts";
import { decideEncoding } from "./decide.ts";
import { ENCODING_NAMES, type Encoding } from "./names.ts";
import { newlines } from "./utf8.ts";

const CHUNK = { highWaterMark: 1 << 20 };

/**
 * A text file as UTF-8 without byte-order mark: the file itself if it is so already, else a strictly decoded copy at `target`.
 * @throws ENCODING_BROKEN, ENCODING_UNKNOWN, FILE_CUT
 */
export async function asUtf8(
  file: LocalFile,
  declared: Encoding | undefined,
  target: string,
): Promise<{ path: string; encoding: Encoding }> {
  const encoding = await decideEncoding(file, declared);
  if (encoding === "utf-8") return { path: await withoutMark(file.path, target), encoding };
  await decode(file, encoding, target);
  return { path: target, encoding };
}

async function withoutMark(path: string, target: string): Promise<string> {
  if ((await readHead(path, 3)).toString("hex") !== "efbbbf") return path;
  await pipeline(createReadStream(path, { ...CHUNK, start: 3 }), createWriteStream(target, { mode: 0o600 }));
  return target;
}

async function decode(file: LocalFile, encoding: Encoding, target: string): Promise<void> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let lines = 1;
  /** The raw bytes of the unfinished line. A fault may have begun in the piece before. */
  let open: Buffer = Buffer.alloc(0);
  const piece = (chunk: Buffer): Buffer => {
    try {
      const text = Buffer.from(decoder.decode(chunk, { stream: true }));
      lines += newlines(text);
      open = Buffer.from(lineAtEnd(Buffer.concat([open, chunk]), encoding));
      return text;
    } catch (error) {
      throw broken(file, encoding, lines, Buffer.concat([open, chunk]), error);
    }
  };
  const end = (): Buffer => {
    try {
      return Buffer.from(decoder.decode());
    } catch (error) {
      throw problem("FILE_CUT", { file: file.name, encoding: ENCODING_NAMES[encoding], line: lines }, error);
    }
  };
  const transform = new Transform({
    transform: (chunk: Buffer, _encoding, done) => callBack(done, () => piece(chunk)),
    flush: (done) => callBack(done, end),
  });
  await pipeline(createReadStream(file.path, CHUNK), transform, createWriteStream(target, { mode: 0o600 }));
}

/** A line end is one byte in each encoding except UTF-16, and never part of another character. */
const unit = (encoding: Encoding): number => (encoding.startsWith("utf-16") ? 2 : 1);
const LINE_END: Partial<Record<Encoding, string>> = { "utf-16le": "\n\0", "utf-16be": "\0\n" };
/** A longer line is not text that a person wrote. */
const MAX_LINE_BYTES = 1 << 16;

function lineAtEnd(bytes: Buffer, encoding: Encoding): Buffer {
  const end = bytes.lastIndexOf(LINE_END[encoding] ?? "\n", undefined, "latin1");
  return end < 0 ? bytes.subarray(-MAX_LINE_BYTES) : bytes.subarray(end + unit(encoding));
}

const SHOWN_CHARACTERS = 12;

/** The first line, from `line` on, that does not fit the encoding, with the text around the fault. � marks the wrong bytes. */
function broken(file: LocalFile, encoding: Encoding, line: number, bytes: Buffer, cause: unknown): Error {
  const strict = new TextDecoder(encoding, { fatal: true });
  const mark = LINE_END[encoding] ?? "\n";
  let at = line;
  for (let start = 0; start < bytes.length; at++) {
    const end = bytes.indexOf(mark, start, "latin1");
    const part = bytes.subarray(start, end < 0 ? bytes.length : end);
    try {
      strict.decode(part);
    } catch {
      const [before = "", ...after] = new TextDecoder(encoding).decode(part).split("\ufffd");
      const text = [...before].slice(-SHOWN_CHARACTERS).join("") + "\ufffd" + [...after.join("\ufffd")].slice(0, SHOWN_CHARACTERS).join("");
      return problem(
        "ENCODING_BROKEN",
        { file: file.name, encoding: ENCODING_NAMES[encoding], line: at, text: text.replaceAll(/[\r\t]+/g, " ").trim(), lines: 1 },
        cause,
      );
    }
    if (end < 0) break;
    start = end + unit(encoding);
  }
  return problem("ENCODING_UNKNOWN", { file: file.name, line: at }, cause);
}

function callBack(done: (error: Error | null, data?: Buffer) => void, make: () => Buffer): void {
  try {
    done(null, make());
  } catch (error) {
    done(error as Error);
  }
}
