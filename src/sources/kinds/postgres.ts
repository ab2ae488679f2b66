import type { Client } from "pg";
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

type Postgres = PlaceOf<"postgres">;

export const postgresSource: DatabaseKind<"postgres"> = {
  kind: "postgres",
  reads: "query",
  // In PostgreSQL, # is an operator and a backslash an ordinary character.
  quoted: /\b[eE]'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\//g,
  async check({ host }, { allowance }) {
    await resolveAllowed(host, allowance);
  },
  read: readPostgres,
};

const ROWS_AT_ONCE = 5_000;
/** Column types by their numbers in PostgreSQL's catalogue. */
const BOOLEAN = 16;
const NUMBERS = new Set([20, 21, 23, 26, 700, 701, 1700]);
const JSONS = new Set([114, 3802]);
const TIMESTAMP = 1114;
const TIMESTAMP_WITH_ZONE = 1184;

/**
 * Reads a query of PostgreSQL through a cursor in a read-only transaction. Values arrive as the server writes them, so that decimals,
 * 64-bit integers and microseconds are not rounded.
 * @throws ADDRESS_*, SOURCE_FAILED, SOURCE_TOO_LARGE, SOURCE_MARK_MISSING
 */
async function readPostgres(place: Postgres, read: DatabaseRead): Promise<NewMark> {
  const { address } = await resolveAllowed(place.host, read.allowance);
  const { default: pg } = await import("pg");
  const client = new pg.Client({
    host: address,
    port: place.port,
    database: place.database,
    user: place.user,
    password: read.secret ?? "",
    ssl: place.tls ? { servername: place.host } : false,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    application_name: "tagwise",
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MILLISECONDS,
    types: { getTypeParser: () => (text: string) => text },
  });
  client.on("error", () => {});
  const stop = () => void client.end().catch(() => {});
  read.signal.addEventListener("abort", stop, { once: true });
  try {
    await client.connect();
    await client.query("BEGIN TRANSACTION READ ONLY");
    await client.query(`SET LOCAL statement_timeout = '${QUERY_SECONDS}s'`);
    await client.query("SET LOCAL datestyle = 'ISO, YMD'");
    await client.query("SET LOCAL timezone = 'UTC'");
    // A prepared statement can only be one statement.
    const declare = { text: `DECLARE rows NO SCROLL CURSOR FOR ${statement(client, read)}`, queryMode: "extended" };
    await client.query(declare);
    return await fetchAll(client, read);
  } catch (error) {
    read.signal.throwIfAborted();
    throw databaseFailure(`${place.host}:${place.port}`, error);
  } finally {
    read.signal.removeEventListener("abort", stop);
    await client.end().catch(() => {});
  }
}

function statement(client: Client, { query, incrementalColumn, mark }: DatabaseRead): string {
  if (incrementalColumn === null) return `SELECT NULL AS ${MARK}, source.* FROM (\n${query}\n) AS source`;
  const column = `source.${client.escapeIdentifier(incrementalColumn)}`;
  // A text without a type takes the type of the column. The mark is in the server's own writing, so it fits.
  const from = mark === null ? "" : ` WHERE ${column} >= ${client.escapeLiteral(mark)} OR ${column} IS NULL`;
  return `SELECT ${column}::text AS ${MARK}, source.* FROM (\n${query}\n) AS source${from} ORDER BY ${column} NULLS FIRST`;
}

async function fetchAll(client: Client, { incrementalColumn, mark, lines }: DatabaseRead): Promise<NewMark> {
  let last = mark;
  for (;;) {
    const { rows, fields } = await client.query<(string | null)[]>({ text: `FETCH ${ROWS_AT_ONCE} FROM rows`, rowMode: "array" });
    const names = fields.slice(1).map(({ name }) => name);
    for (const [seen, ...values] of rows) {
      if (incrementalColumn !== null && seen === null) throw problem("SOURCE_MARK_MISSING", { column: incrementalColumn });
      last = seen ?? last;
      await lines.write(
        jsonRow(
          names,
          values.map((value, index) => valueOf(value, fields[index + 1]!.dataTypeID)),
        ),
      );
    }
    if (rows.length < ROWS_AT_ONCE) return last;
  }
}

function valueOf(value: string | null, type: number): string {
  if (value === null) return "null";
  if (type === BOOLEAN) return value === "t" ? "true" : "false";
  if (NUMBERS.has(type)) return jsonNumber(value);
  if (JSONS.has(type)) return jsonJson(value);
  if (type === TIMESTAMP) return JSON.stringify(value.replace(" ", "T"));
  if (type === TIMESTAMP_WITH_ZONE) return JSON.stringify(value.replace(" ", "T").replace(/\+00$/, "Z"));
  return JSON.stringify(value);
}
