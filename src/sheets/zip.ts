import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";

/** A zip archive that is written entry after entry, into a file. */
export interface ZipWriter {
  /** Begins an entry; the one before is finished. */
  begin(name: string): void;
  /** Adds to the entry; resolves when there is room for more. */
  write(text: string): Promise<void>;
  end(): Promise<void>;
  abandon(): Promise<void>;
}

/** Fast packing: a sheet of rows shrinks to a tenth at any level. The time is constant, so that one export twice is one file. */
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
      // A disk that is full closes the file; without it a write would wait for room for ever.
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
