import { createReadStream } from "node:fs";
import { crc32, createInflateRaw } from "node:zlib";
import { problem } from "../../kernel/index.ts";
import { readAt, type LocalFile } from "../file.ts";

/** A file inside a zip archive, as the archive's directory declares it. */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** What an archive may unpack to. A workbook of a million rows has one or two gigabytes of XML. */
export interface ZipLimits {
  readonly totalBytes: number;
  /** Unpacked bytes per packed one, asked of entries above `ratioFrom` bytes. Sheets reach 20 to 100; a bomb 1,000. */
  readonly ratio: number;
  readonly ratioFrom: number;
  readonly entries: number;
}

export const LIMITS: ZipLimits = { totalBytes: 4 * 2 ** 30, ratio: 300, ratioFrom: 32 * 2 ** 20, entries: 10_000 };

const END = 0x06054b50;
const END64_LOCATOR = 0x07064b50;
const END64 = 0x06064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** An old Office file, or a protected new one: a compound document of Microsoft's. */
const COMPOUND = "d0cf11e0a1b11ae1";
const MAX_COMMENT = 65_535;

/**
 * The directory of a zip archive, held against the limits before anything is unpacked.
 * @throws XLSX_NOT_ZIP, XLSX_OLD, XLSX_ENCRYPTED, XLSX_BOMB, FILE_TRUNCATED
 */
export async function readDirectory(file: LocalFile, limits: ZipLimits): Promise<ReadonlyMap<string, ZipEntry>> {
  const head = await readAt(file.path, 0, 512);
  if (head.toString("hex", 0, 8) === COMPOUND) throw await compound(file);
  if (head.toString("latin1", 0, 2) !== "PK") throw problem("XLSX_NOT_ZIP", { file: file.name });
  const { offset, size, count } = await findEnd(file);
  if (count > limits.entries) throw bomb(file, `${count} files`, `${limits.entries}`);
  if (size > 64 * 2 ** 20 || offset + size > file.bytes) throw truncated(file);
  const entries = parseDirectory(file, await readAt(file.path, offset, size), count);
  let total = 0;
  for (const entry of entries) {
    total += entry.size;
    if (total > limits.totalBytes) throw bomb(file, megabytes(total), megabytes(limits.totalBytes));
    checkRatio(file, entry, entry.size, limits);
  }
  return new Map(entries.map((entry) => [entry.name.replaceAll("\\", "/").replace(/^\//, ""), entry]));
}

/** The bytes of an entry, unpacked. What it declares binds it: one byte more and it is refused. */
export async function* unpack(file: LocalFile, entry: ZipEntry, limits: ZipLimits): AsyncGenerator<Buffer> {
  const local = await readAt(file.path, entry.offset, 30);
  if (local.length < 30 || local.readUInt32LE(0) !== LOCAL) throw truncated(file);
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  if (start + entry.packed > file.bytes) throw truncated(file);
  if (entry.packed === 0) return;
  const packed = createReadStream(file.path, { start, end: start + entry.packed - 1, highWaterMark: 1 << 18 });
  const inflate = entry.method === 8 ? createInflateRaw({ chunkSize: 1 << 18 }) : undefined;
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

interface End {
  readonly offset: number;
  readonly size: number;
  readonly count: number;
}

async function findEnd(file: LocalFile): Promise<End> {
  const length = Math.min(file.bytes, MAX_COMMENT + 22 + 20);
  const from = file.bytes - length;
  const tail = await readAt(file.path, from, length);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END) continue;
    const end = { count: tail.readUInt16LE(at + 10), size: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16) };
    const large = end.count === 0xffff || end.size === 0xffff_ffff || end.offset === 0xffff_ffff;
    return large && at >= 20 && tail.readUInt32LE(at - 20) === END64_LOCATOR ? findEnd64(file, Number(tail.readBigUInt64LE(at - 12))) : end;
  }
  throw truncated(file);
}

async function findEnd64(file: LocalFile, at: number): Promise<End> {
  const record = await readAt(file.path, at, 56);
  if (record.length < 56 || record.readUInt32LE(0) !== END64) throw truncated(file);
  return {
    count: Number(record.readBigUInt64LE(32)),
    size: Number(record.readBigUInt64LE(40)),
    offset: Number(record.readBigUInt64LE(48)),
  };
}

function parseDirectory(file: LocalFile, directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== CENTRAL) throw truncated(file);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    if ((directory.readUInt16LE(at + 8) & 1) !== 0) throw problem("XLSX_ENCRYPTED", { file: file.name });
    const name = directory.toString("utf8", at + 46, at + 46 + nameLength);
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const sizes = large(extra, directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42));
    entries.push({ name, method: directory.readUInt16LE(at + 10), crc: directory.readUInt32LE(at + 16), ...sizes });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** Sizes of 0xffffffff stand in the zip64 extra field, in this order, only those that are so. */
function large(extra: Buffer, size: number, packed: number, offset: number): { size: number; packed: number; offset: number } {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  at += 4;
  const next = (value: number) => {
    if (value !== 0xffff_ffff || at + 8 > extra.length) return value;
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  };
  return { size: next(size), packed: next(packed), offset: next(offset) };
}

/** Word in UTF-16 that names the protected part of a compound document. */
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
