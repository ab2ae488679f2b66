import { problem } from "../../kernel/index.ts";
import { readAt, type LocalFile } from "../file.ts";

const MAGIC = "PAR1";
/** A footer larger than this is damage, not metadata. */
const MAX_FOOTER = 256 << 20;

/**
 * Columns of a Parquet file that hold the reading of a clock on the wall (timestamps not adjusted to UTC): the engine reads them as
 * if they were instants. Only the footer is read. @throws FILE_TRUNCATED
 */
export async function wallClockColumns(file: LocalFile): Promise<ReadonlySet<string>> {
  const truncated = (cause?: unknown) => problem("FILE_TRUNCATED", { file: file.name, format: "Parquet" }, cause);
  if (file.bytes < 12) throw truncated();
  const head = await readAt(file.path, 0, 4);
  const tail = await readAt(file.path, file.bytes - 8, 8);
  const length = tail.readUInt32LE(0);
  if (head.toString("latin1") !== MAGIC || tail.toString("latin1", 4) !== MAGIC || length > MAX_FOOTER || length > file.bytes - 12)
    throw truncated();
  try {
    return wallColumns(await readAt(file.path, file.bytes - 8 - length, length));
  } catch (error) {
    throw truncated(error);
  }
}

/** Thrift's compact protocol, as far as a schema needs it: structs become arrays of field number → value. */
type Thrift = boolean | number | Buffer | Thrift[] | Map<number, Thrift>;

/** parquet.thrift: FileMetaData.schema, SchemaElement.{name, num_children, logicalType}, LogicalType.TIMESTAMP.isAdjustedToUTC. */
const SCHEMA = 2;
const NAME = 4;
const CHILDREN = 5;
const LOGICAL_TYPE = 10;
const TIMESTAMP = 8;
const ADJUSTED = 1;

function wallColumns(footer: Buffer): Set<string> {
  const elements = (readStruct(reader(footer)).get(SCHEMA) as Map<number, Thrift>[]).map((element) => ({
    name: (element.get(NAME) as Buffer).toString("utf8"),
    children: Number(element.get(CHILDREN) ?? 0),
    adjusted: ((element.get(LOGICAL_TYPE) as Map<number, Map<number, Thrift>> | undefined)?.get(TIMESTAMP) ?? new Map()).get(ADJUSTED),
  }));
  const columns = new Set<string>();
  let at = 1;
  const walk = (path: readonly string[]): void => {
    const element = elements[at++]!;
    const own = [...path, element.name];
    // Only columns of the top and members of plain structs; inside lists the path has other names in between.
    if (element.adjusted === false) columns.add(own.join("."));
    for (let child = 0; child < element.children; child++) walk(own);
  };
  for (let child = 0; child < elements[0]!.children; child++) walk([]);
  return columns;
}

interface Reader {
  byte(): number;
  varint(): number;
  bytes(length: number): Buffer;
}

function reader(buffer: Buffer): Reader {
  let at = 0;
  const byte = () => buffer.readUInt8(at++);
  return {
    byte,
    varint() {
      let value = 0;
      for (let scale = 1; ; scale *= 128) {
        const next = byte();
        value += (next & 127) * scale;
        if (next < 128) return value;
      }
    },
    bytes(length) {
      if (at + length > buffer.length) throw new RangeError("the footer ends early");
      at += length;
      return buffer.subarray(at - length, at);
    },
  };
}

function zigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

function readStruct(from: Reader): Map<number, Thrift> {
  const fields = new Map<number, Thrift>();
  let last = 0;
  for (let header = from.byte(); header !== 0; header = from.byte()) {
    const delta = header >> 4;
    last = delta === 0 ? zigzag(from.varint()) : last + delta;
    fields.set(last, readValue(from, header & 15));
  }
  return fields;
}

function readValue(from: Reader, type: number): Thrift {
  switch (type) {
    case 1:
      return true;
    case 2:
      return false;
    case 3:
      return from.byte();
    case 4:
    case 5:
    case 6:
      return zigzag(from.varint());
    case 7:
      return from.bytes(8).readDoubleLE(0);
    case 8:
      return from.bytes(from.varint());
    case 9:
    case 10:
      return readList(from);
    case 12:
      return readStruct(from);
    default:
      throw new RangeError(`no such type: ${type}`);
  }
}

function readList(from: Reader): Thrift[] {
  const header = from.byte();
  const size = header >> 4 === 15 ? from.varint() : header >> 4;
  const type = header & 15;
  return Array.from({ length: size }, () => (type === 1 || type === 2 ? from.byte() === 1 : readValue(from, type)));
}
