import { createWriteStream, type WriteStream } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import { parseJson, problem } from "../kernel/index.ts";

/** Writes JSON lines to a file. */
export interface Lines {
  /** Rows written so far. */
  readonly rows: number;
  /** Writes a row of names and JSON values. An undefined value becomes null. @throws SOURCE_TOO_LARGE */
  write(line: string): Promise<void>;
  /** Resolves when the whole file is on disk. */
  end(): Promise<void>;
}

export function writeLines(path: string, limit: { readonly bytes: number; readonly text: string }): Lines {
  const stream: WriteStream = createWriteStream(path, { flags: "wx", mode: 0o600, flush: true });
  // The next write or the end throws the error.
  stream.on("error", () => {});
  let bytes = 0;
  let rows = 0;
  return {
    get rows() {
      return rows;
    },
    async write(line) {
      bytes += Buffer.byteLength(line) + 1;
      if (bytes > limit.bytes) throw problem("SOURCE_TOO_LARGE", { limit: limit.text });
      rows++;
      if (stream.errored) throw stream.errored;
      if (!stream.write(`${line}\n`)) await once(stream, "drain");
    },
    async end() {
      stream.end();
      await finished(stream);
    },
  };
}

/** A row as a JSON object, from values that are JSON texts. */
export function jsonRow(names: readonly string[], values: readonly string[]): string {
  return `{${names.map((name, index) => `${JSON.stringify(name)}:${values[index] ?? "null"}`).join(",")}}`;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A number exactly as the database wrote it. NaN and Infinity become null, because JSON does not have them. */
export function jsonNumber(text: string): string {
  return NUMBER.test(text) ? text : "null";
}

/** The database's JSON on one line. Invalid JSON becomes text. */
export function jsonJson(text: string): string {
  try {
    return JSON.stringify(parseJson(text));
  } catch {
    return JSON.stringify(text);
  }
}
