import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";

/** A zip archive that is written to a file entry by entry. */
export interface ZipWriter {
  /** Starts an entry and finishes the previous one. */
  begin(name: string): void;
  /** Adds to the entry; resolves when there is space for more. */
  write(text: string): Promise<void>;
  end(): Promise<void>;
  abandon(): Promise<void>;
}

/** Fast compression: a sheet shrinks to a tenth at any level. The time is constant, so that the same export gives the same file. */
const ENTRY = { compressionLevel: 1, mtime: new Date(1980, 0, 1), forceDosTimestamp: true };
const BUFFER_BYTES = 1 << 20;

export function writeZip(path: string): ZipWriter {
  const zip = new ZipFile();
  const file = createWriteStream(path, { mode: 0o600, highWaterMark: BUFFER_BYTES });
  const closed = finished(file);
  closed.catch(() => undefined);
  zip.on("error", (error) => file.destroy(error));
  zip.outputStream.pipe(file);
  let entry: PassThrough | undefined;
  return {
    begin(name) {
      entry?.end();
      entry = new PassThrough({ highWaterMark: BUFFER_BYTES });
      zip.addReadStream(entry, name, ENTRY);
    },
    async write(text) {
      // A full disk closes the file. Without waiting for `closed` too, a write would wait for space forever.
      if (!entry!.write(text)) await Promise.race([once(entry!, "drain"), closed]);
      if (file.errored) throw file.errored;
    },
    async end() {
      entry?.end();
      zip.end();
      await closed;
    },
    async abandon() {
      entry?.destroy();
      file.destroy();
      await closed.catch(() => undefined);
    },
  };
}
