import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import { crc32, createDeflateRaw, type DeflateRaw } from "node:zlib";

/** A zip archive that is written entry after entry, into a file. */
export interface ZipWriter {
  /** Begins an entry; the one before is finished. */
  begin(name: string): Promise<void>;
  /** Adds to the entry; resolves when there is room for more. */
  write(text: string): Promise<void>;
  end(): Promise<void>;
  abandon(): Promise<void>;
}

interface Entry {
  readonly name: Buffer;
  readonly offset: number;
  crc: number;
  packed: number;
  size: number;
}

/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1 January 1980: an archive says nothing of when it was made. */
const DATE = 0x21;

/** Fast packing: a sheet of rows shrinks to a tenth at any level. */
const PACKING = { level: 1, chunkSize: 1 << 17 };

export function writeZip(path: string): ZipWriter {
  const file = createWriteStream(path, { mode: 0o600, highWaterMark: 1 << 20 });
  const closed = finished(file);
  closed.catch(() => undefined);
  const entries: Entry[] = [];
  let offset = 0;
  let packer: DeflateRaw | undefined;
  let packed: Promise<void> = Promise.resolve();

  async function put(bytes: Buffer): Promise<void> {
    offset += bytes.length;
    if (!file.write(bytes)) await Promise.race([once(file, "drain"), closed]);
  }

  async function finishEntry(): Promise<void> {
    if (!packer) return;
    packer.end();
    await packed;
    packer = undefined;
    const entry = entries.at(-1)!;
    const after = Buffer.alloc(16);
    after.writeUInt32LE(0x08074b50, 0);
    after.writeUInt32LE(entry.crc, 4);
    after.writeUInt32LE(entry.packed, 8);
    after.writeUInt32LE(entry.size, 12);
    await put(after);
  }

  return {
    async begin(name) {
      await finishEntry();
      const entry: Entry = { name: Buffer.from(name), offset, crc: 0, packed: 0, size: 0 };
      entries.push(entry);
      const head = Buffer.alloc(30);
      head.writeUInt32LE(0x04034b50, 0);
      head.writeUInt16LE(20, 4);
      head.writeUInt16LE(FLAGS, 6);
      head.writeUInt16LE(DEFLATED, 8);
      head.writeUInt16LE(DATE, 12);
      head.writeUInt16LE(entry.name.length, 26);
      await put(Buffer.concat([head, entry.name]));
      const made = createDeflateRaw(PACKING);
      packer = made;
      packed = (async () => {
        for await (const chunk of made as AsyncIterable<Buffer>) {
          entry.packed += chunk.length;
          await put(chunk);
        }
      })();
      packed.catch(() => made.destroy());
    },
    async write(text) {
      const entry = entries.at(-1)!;
      const bytes = Buffer.from(text);
      entry.crc = crc32(bytes, entry.crc);
      entry.size += bytes.length;
      if (!packer!.write(bytes)) await Promise.race([once(packer!, "drain"), packed]);
      if (file.errored) throw file.errored;
    },
    async end() {
      await finishEntry();
      const start = offset;
      for (const entry of entries) {
        const head = Buffer.alloc(46);
        head.writeUInt32LE(0x02014b50, 0);
        head.writeUInt16LE(20, 4);
        head.writeUInt16LE(20, 6);
        head.writeUInt16LE(FLAGS, 8);
        head.writeUInt16LE(DEFLATED, 10);
        head.writeUInt16LE(DATE, 14);
        head.writeUInt32LE(entry.crc, 16);
        head.writeUInt32LE(entry.packed, 20);
        head.writeUInt32LE(entry.size, 24);
        head.writeUInt16LE(entry.name.length, 28);
        head.writeUInt32LE(entry.offset, 42);
        await put(Buffer.concat([head, entry.name]));
      }
      const tail = Buffer.alloc(22);
      tail.writeUInt32LE(0x06054b50, 0);
      tail.writeUInt16LE(entries.length, 8);
      tail.writeUInt16LE(entries.length, 10);
      tail.writeUInt32LE(offset - start, 12);
      tail.writeUInt32LE(start, 16);
      await put(tail);
      file.end();
      await closed;
    },
    async abandon() {
      packer?.destroy();
      file.destroy();
      await Promise.all([packed.catch(() => undefined), closed.catch(() => undefined)]);
    },
  };
}
