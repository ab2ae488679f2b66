import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry } from "yauzl";
import { Problem, problem } from "../../../kernel/index.ts";
import { readAt, type LocalFile } from "../../file.ts";

/** A file in a zip archive, as the archive's directory declares it. */
export interface ZipEntry {
  readonly name: string;
  /** Whether it is compressed (deflate). Otherwise its bytes are stored unchanged. */
  readonly compressed: boolean;
  readonly crc: number;
  /** Bytes in the archive, and unpacked. */
  readonly packed: number;
  readonly size: number;
  /** Its stored bytes. */
  open(): Promise<Readable>;
}

/** Limits on unpacking an archive. The XML of a workbook with a million rows has one or two gigabytes. */
export interface ZipLimits {
  readonly totalBytes: number;
  /** Unpacked bytes per packed byte, checked for entries above `ratioFrom` bytes. Sheets reach 20 to 100, a zip bomb 1,000. */
  readonly ratio: number;
  readonly ratioFrom: number;
  readonly entries: number;
}

export const LIMITS: ZipLimits = { totalBytes: 4 * 2 ** 30, ratio: 300, ratioFrom: 32 * 2 ** 20, entries: 10_000 };

/** An old or a protected Office file: a Microsoft compound document. */
const COMPOUND = "d0cf11e0a1b11ae1";

/** Reads ranges of a file by path, so that an archive that nobody closes keeps no file open. */
class PathReader extends RandomAccessReader {
  readonly path: string;
  constructor(path: string) {
    super();
    this.path = path;
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return createReadStream(this.path, { start, end: end - 1, highWaterMark: 1 << 18 });
  }
}

/**
 * The directory of a zip archive, checked against the limits before anything is unpacked.
 * @throws XLSX_NOT_ZIP, XLSX_OLD, XLSX_ENCRYPTED, XLSX_BOMB, FILE_TRUNCATED
 */
export async function readDirectory(file: LocalFile, limits: ZipLimits): Promise<ReadonlyMap<string, ZipEntry>> {
  const head = await readAt(file.path, 0, 512);
  if (head.toString("hex", 0, 8) === COMPOUND) throw await compound(file);
  if (head.toString("latin1", 0, 2) !== "PK") throw problem("XLSX_NOT_ZIP", { file: file.name });
  // Names are read as bytes: the library refuses names such as /xl/workbook.xml, which some programs write.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
  const zip = await fromRandomAccessReaderPromise(new PathReader(file.path), file.bytes, options).catch((error: unknown) => {
    throw truncated(file, error);
  });
  if (zip.entryCount > limits.entries) throw bomb(file, `${zip.entryCount} files`, `${limits.entries}`);
  const entries = new Map<string, ZipEntry>();
  let total = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw problem("XLSX_ENCRYPTED", { file: file.name });
      total += entry.uncompressedSize;
      if (total > limits.totalBytes) throw bomb(file, megabytes(total), megabytes(limits.totalBytes));
      const name = entry.fileNameRaw.toString("utf8").replaceAll("\\", "/").replace(/^\//, "");
      const read = () => zip.openReadStreamPromise(entry, { decodeFileData: false });
      const declared = entryOf(name, entry, read);
      checkRatio(file, declared, declared.size, limits);
      entries.set(name, declared);
    }
  } catch (error) {
    throw error instanceof Problem ? error : truncated(file, error);
  }
  return entries;
}

function entryOf(name: string, entry: Entry, open: () => Promise<Readable>): ZipEntry {
  const { compressionMethod, crc32: crc, compressedSize: packed, uncompressedSize: size } = entry;
  return { name, compressed: compressionMethod !== 0, crc, packed, size, open };
}

/** The unpacked bytes of an entry. An entry that is one byte longer than declared is refused. */
export async function* unpack(file: LocalFile, entry: ZipEntry, limits: ZipLimits): AsyncGenerator<Buffer> {
  if (entry.packed === 0) return;
  const packed = await entry.open().catch((error: unknown) => {
    throw truncated(file, error);
  });
  const inflate = entry.compressed ? createInflateRaw({ chunkSize: 1 << 18 }) : undefined;
  if (inflate) packed.on("error", (error) => inflate.destroy(error)).pipe(inflate);
  let size = 0;
  let crc = 0;
  try {
    for await (const chunk of (inflate ?? packed) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > entry.size) throw bomb(file, `> ${megabytes(size)}`, megabytes(entry.size));
      checkRatio(file, entry, size, limits);
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    throw /^Z_|^ERR_STREAM/.test((error as NodeJS.ErrnoException).code ?? "") ? truncated(file, error) : error;
  } finally {
    packed.destroy();
    inflate?.destroy();
  }
  if (size !== entry.size || crc !== entry.crc) throw truncated(file);
}

function checkRatio(file: LocalFile, entry: ZipEntry, size: number, limits: ZipLimits): void {
  if (size > limits.ratioFrom && size > limits.ratio * entry.packed) throw bomb(file, megabytes(size), `${limits.ratio} : 1`);
}

/** UTF-16 name of the protected part of a compound document. */
const PROTECTED = Buffer.from("EncryptedPackage", "utf16le");

async function compound(file: LocalFile) {
  const start = await readAt(file.path, 0, Math.min(file.bytes, 1 << 20));
  const end = await readAt(file.path, Math.max(0, file.bytes - (1 << 20)), 1 << 20);
  return start.includes(PROTECTED) || end.includes(PROTECTED)
    ? problem("XLSX_ENCRYPTED", { file: file.name })
    : problem("XLSX_OLD", { file: file.name });
}

export function truncated(file: LocalFile, cause?: unknown) {
  return problem("FILE_TRUNCATED", { file: file.name, format: "Excel" }, cause);
}

function bomb(file: LocalFile, size: string, limit: string) {
  return problem("XLSX_BOMB", { file: file.name, size, limit });
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MB`;
}
