import { sql, type Sql } from "../../engine/index.ts";
import { CustomerSet } from "./customerSet.ts";

/** Beginnings of a roaring bitmap in the portable format: with and without containers of runs. */
const COOKIE_WITH_RUNS = 12_347;
const COOKIE = 12_346;
/** From so many containers on, a bitmap with runs tells where each container begins. */
const OFFSETS_FROM = 4;
const MOST_LISTED = 4_096;
const BITS_BYTES = 8_192;

/** A SELECT's expression for a bitmap that `readBitmap` reads. */
export const bitmapSql = (column: string): Sql => sql`base64Encode(toString(${sql.id(column)}))`;

/**
 * Reads the state of ClickHouse's `groupBitmap` over UInt32: a byte 0, a count and the numbers of 4 bytes where they are few; or a byte 1, a
 * length and a roaring bitmap in its portable format (github.com/RoaringBitmap/RoaringFormatSpec).
 * @throws RangeError when the text is something else
 */
export function readBitmap(base64: string): CustomerSet {
  const bytes = Buffer.from(base64, "base64");
  const { value, next } = readVariable(bytes, 1);
  const end = bytes[0] === 0 ? next + value * 4 : next + value;
  if (bytes[0]! > 1 || end !== bytes.length) throw new RangeError(`not a bitmap of the store: ${bytes.length} bytes, first ${bytes[0]}`);
  if (bytes[0] === 1) return readRoaring(bytes.subarray(next));
  const set = new CustomerSet();
  for (let at = next; at < end; at += 4) set.add(bytes.readUInt32LE(at));
  return set;
}

/** A number in groups of seven bits, the lowest first. */
function readVariable(bytes: Buffer, from: number): { value: number; next: number } {
  let value = 0;
  let next = from;
  for (let factor = 1; ; factor *= 128) {
    const byte = bytes.readUInt8(next++);
    value += (byte & 127) * factor;
    if (byte < 128) return { value, next };
  }
}

function readRoaring(bytes: Buffer): CustomerSet {
  const set = new CustomerSet();
  const cookie = bytes.readUInt32LE(0);
  const hasRuns = (cookie & 0xffff) === COOKIE_WITH_RUNS;
  if (!hasRuns && cookie !== COOKIE) throw new RangeError(`not a roaring bitmap: it begins with ${cookie}`);
  const count = hasRuns ? (cookie >>> 16) + 1 : bytes.readUInt32LE(4);
  const runs = hasRuns ? 4 : 8;
  const heads = hasRuns ? runs + Math.ceil(count / 8) : runs;
  let at = heads + count * 4 + (!hasRuns || count >= OFFSETS_FROM ? count * 4 : 0);
  for (let index = 0; index < count; index++) {
    const high = bytes.readUInt16LE(heads + index * 4);
    const members = bytes.readUInt16LE(heads + index * 4 + 2) + 1;
    const isRuns = hasRuns && (bytes[runs + (index >>> 3)]! & (1 << (index & 7))) !== 0;
    if (isRuns) {
      const pairs = bytes.readUInt16LE(at);
      set.setList(high, listOfRuns(bytes, at + 2, pairs, members));
      at += 2 + pairs * 4;
    } else if (members <= MOST_LISTED) {
      const from = at;
      set.setList(
        high,
        Uint16Array.from({ length: members }, (_, place) => bytes.readUInt16LE(from + place * 2)),
      );
      at += members * 2;
    } else {
      set.setBits(high, Uint8Array.from(bytes.subarray(at, at + BITS_BYTES)));
      at += BITS_BYTES;
    }
  }
  if (at !== bytes.length) throw new RangeError(`a roaring bitmap ends at ${at} of ${bytes.length} bytes`);
  return set;
}

/** Runs are pairs of the first number and how many follow it. */
function listOfRuns(bytes: Buffer, from: number, pairs: number, members: number): Uint16Array {
  const list = new Uint16Array(members);
  let place = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const first = bytes.readUInt16LE(from + pair * 4);
    const last = first + bytes.readUInt16LE(from + pair * 4 + 2);
    for (let low = first; low <= last; low++) list[place++] = low;
  }
  return list;
}
