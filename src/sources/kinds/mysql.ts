import { connect } from "node:net";
import type { Connection, escape, escapeId, FieldPacket } from "mysql2";
import { resolveAllowed } from "../../access/index.ts";
import { problem } from "../../kernel/index.ts";
import { jsonJson, jsonNumber, jsonRow } from "../lines.ts";
import { MARK } from "../query.ts";
import {
  CONNECT_MILLISECONDS,
  databaseFailure,
  KEEP_ALIVE_MILLISECONDS,
  QUERY_SECONDS,
  type DatabaseRead,
  type NewMark,
} from "./reader.ts";
import type { DatabaseKind, PlaceOf } from "./kind.ts";

type Mysql = PlaceOf<"mysql">;

export const mysqlSource: DatabaseKind<"mysql"> = {
  kind: "mysql",
  reads: "query",
  // MySQL executes a comment that begins with an exclamation mark.
  quoted: /'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|""|\\.)*"|`[^`]*`|--[^\n]*|#[^\n]*|\/\*(?!M?!)[\s\S]*?\*\//g,
  async check({ host }, { allowance }) {
    await resolveAllowed(host, allowance);
  },
  read: readMysql,
};

/** Column types by their numbers in the protocol. */
const NUMBERS = new Set([0, 1, 2, 3, 4, 5, 8, 9, 13, 246]);
const TIMESTAMP = 7;
const DATETIME = 12;
const DAYS = new Set([10, TIMESTAMP, DATETIME, 14]);
const BIT = 16;
const JSON_TYPE = 245;
const TEXTS = new Set([15, 249, 250, 251, 252, 253, 254]);
/** The character set number of binary data. */
const BINARY = 63;

/**
 * Reads a query of MySQL row by row, in a read-only session. Values arrive as the server writes them.
 * @throws ADDRESS_*, SOURCE_FAILED, SOURCE_TOO_LARGE, SOURCE_MARK_MISSING
 */
async function readMysql(place: Mysql, read: DatabaseRead): Promise<NewMark> {
  const { address } = await resolveAllowed(place.host, read.allowance);
  const mysql = await import("mysql2");
  const connection = mysql.createConnection({
    host: place.host,
    // Connects to the checked address, even if the name resolves to another one by now.
    stream: () => connect({ host: address, port: place.port, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MILLISECONDS }),
    database: place.database,
    user: place.user,
    password: read.secret ?? "",
    ...(place.tls && { ssl: { minVersion: "TLSv1.2", verifyIdentity: true } }),
    connectTimeout: CONNECT_MILLISECONDS,
    charset: "utf8mb4",
    dateStrings: true,
    multipleStatements: false,
    // The server must not ask for files of this machine.
    flags: ["-LOCAL_FILES"],
  });
  connection.on("error", () => {});
  const stop = () => connection.destroy();
  read.signal.addEventListener("abort", stop, { once: true });
  try {
    await run(connection, "SET SESSION time_zone = '+00:00'");
    // MariaDB has another name for this limit, in seconds.
    await run(connection, `SET SESSION max_execution_time = ${QUERY_SECONDS * 1_000}`).catch(() =>
      run(connection, `SET SESSION max_statement_time = ${QUERY_SECONDS}`),
    );
    await run(connection, "START TRANSACTION READ ONLY");
    return await readRows(mysql, connection, read);
  } catch (error) {
    read.signal.throwIfAborted();
    throw databaseFailure(`${place.host}:${place.port}`, error);
  } finally {
    read.signal.removeEventListener("abort", stop);
    connection.destroy();
  }
}

/** What writes values and names for MySQL. */
interface Quoting {
  readonly escape: typeof escape;
  readonly escapeId: typeof escapeId;
}

async function readRows(mysql: Quoting, connection: Connection, read: DatabaseRead): Promise<NewMark> {
  const { incrementalColumn, mark, lines, signal } = read;
  let fields: readonly FieldPacket[] = [];
  const sent = connection.query({
    sql: statement(mysql, read),
    rowsAsArray: true,
    timeout: QUERY_SECONDS * 1_000,
    // Bytes arrive as text with one character a byte. They are decoded by the type of their column.
    typeCast: (field) => field.string("latin1"),
  });
  sent.on("fields", (found: FieldPacket[]) => (fields = found));
  const rows = sent.stream({ highWaterMark: 1_000 });
  // A streaming query does not notice that its connection broke or was cancelled. It would wait for ever.
  const broke = (error: Error): void => void rows.destroy(error);
  connection.on("error", broke);
  signal.addEventListener("abort", () => broke(signal.reason as Error), { once: true });
  let last = mark;
  for await (const row of rows as AsyncIterable<(string | null)[]>) {
    const [seen, ...values] = row;
    if (incrementalColumn !== null && seen === null) throw problem("SOURCE_MARK_MISSING", { column: incrementalColumn });
    last = seen === null || seen === undefined ? last : utf8(seen);
    await lines.write(
      jsonRow(
        fields.slice(1).map(({ name }) => name),
        values.map((value, index) => valueOf(value, fields[index + 1]!)),
      ),
    );
  }
  return last;
}

function statement(mysql: Quoting, { query, incrementalColumn, mark }: DatabaseRead): string {
  if (incrementalColumn === null) return `SELECT NULL AS ${MARK}, source.* FROM (\n${query}\n) AS source`;
  const column = `source.${mysql.escapeId(incrementalColumn, true)}`;
  // Numbers unquoted: MySQL would compare a number with a text as floating point.
  const literal = mark !== null && /^-?\d+(\.\d+)?$/.test(mark) ? mark : mysql.escape(mark);
  const from = mark === null ? "" : ` WHERE ${column} >= ${literal} OR ${column} IS NULL`;
  return `SELECT CAST(${column} AS CHAR) AS ${MARK}, source.* FROM (\n${query}\n) AS source${from} ORDER BY ${column}`;
}

/** A value as JSON: numbers as the server writes them, TIMESTAMP in UTC, binary data in hexadecimal. */
function valueOf(value: string | null, { columnType: type = -1, characterSet }: FieldPacket): string {
  if (value === null) return "null";
  if (NUMBERS.has(type)) return jsonNumber(value);
  if (type === BIT) return BigInt(`0x${hex(value) || "0"}`).toString();
  // MySQL stores this for an invalid day.
  if (DAYS.has(type) && value.startsWith("0000-00-00")) return "null";
  if (type === TIMESTAMP) return JSON.stringify(`${value.replace(" ", "T")}Z`);
  if (type === DATETIME) return JSON.stringify(value.replace(" ", "T"));
  if (type === JSON_TYPE) return jsonJson(utf8(value));
  return JSON.stringify(TEXTS.has(type) && characterSet === BINARY ? hex(value) : utf8(value));
}

const utf8 = (bytes: string): string => Buffer.from(bytes, "latin1").toString("utf8");
const hex = (bytes: string): string => Buffer.from(bytes, "latin1").toString("hex");

function run(connection: Connection, sql: string): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.query({ sql, timeout: CONNECT_MILLISECONDS }, (error) => (error ? reject(error) : resolve()));
  });
}
