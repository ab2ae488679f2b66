import { createWriteStream, type WriteStream } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import { parseJson, problem } from "../kernel/index.ts";

/** JSON lines on their way to a file. */
export interface Lines {
  /** Rows written. */
  readonly rows: number;
  /** Names with values that are JSON already; a value that is undefined is null. @throws SOURCE_TOO_LARGE */
  write(line: string): Promise<void>;
  /** Whole on disk. */
  end(): Promise<void>;
}

export function writeLines(path: string, limit: { readonly bytes: number; readonly text: string }): Lines {
  const stream: WriteStream = createWriteStream(path, { flags: "wx", mode: 0o600, flush: true });
  // A failure is met at the next write or at the end.
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

/** A row as a JSON object, from values that are JSON texts already. */
export function jsonRow(names: readonly string[], values: readonly string[]): string {
  return `{${names.map((name, index) => `${JSON.stringify(name)}:${values[index] ?? "null"}`).join(",")}}`;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A number exactly as the database wrote it; what JSON has no number for (NaN, Infinity) is null. */
export function jsonNumber(text: string): string {
  return NUMBER.test(text) ? text : "null";
}

/** JSON of the database on one line; what is none is text. */
export function jsonJson(text: string): string {
  try {
    return JSON.stringify(parseJson(text));
  } catch {
    return JSON.stringify(text);
  }
}
