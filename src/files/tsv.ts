import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";

const FLUSH_CHARACTERS = 1 << 18;

/** Writes tab-separated rows that the engine reads without loss. Null is `\N`. */
export interface TsvFile {
  row(cells: readonly (string | null)[]): void;
  /** Waits while the disk is slower than the writer. Call it regularly. */
  drained(): Promise<void>;
  end(): Promise<void>;
}

/** @throws the error of the disk (ENOSPC), from `drained` or `end` */
export function writeTsv(path: string): TsvFile {
  const stream = createWriteStream(path, { mode: 0o600 });
  let failure: Error | undefined;
  stream.on("error", (error) => (failure = error));
  let pending = "";
  let full = false;
  const flush = () => {
    full = !stream.write(pending);
    pending = "";
  };
  return {
    row(cells) {
      let line = "";
      for (let index = 0; index < cells.length; index++) {
        const cell = cells[index]!;
        line += (index === 0 ? "" : "\t") + (cell === null ? "\\N" : escape(cell));
      }
      pending += `${line}\n`;
      if (pending.length > FLUSH_CHARACTERS) flush();
    },
    async drained() {
      if (failure) throw failure;
      if (full) await once(stream, "drain");
      full = false;
    },
    async end() {
      flush();
      stream.end();
      await finished(stream);
    },
  };
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function escape(cell: string): string {
  return SPECIAL.test(cell) ? cell.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign]!) : cell;
}
