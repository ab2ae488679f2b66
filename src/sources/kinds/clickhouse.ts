import { createInterface } from "node:readline";
import { drain, readAddress, requestOutbound, resolveAllowed } from "../../access/index.ts";
import { literal } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { MARK } from "../query.ts";
import { QUERY_SECONDS, type DatabaseRead, type NewMark } from "./reader.ts";
import type { DatabaseKind, PlaceOf } from "./kind.ts";

type Clickhouse = PlaceOf<"clickhouse">;

export const clickhouseSource: DatabaseKind<"clickhouse"> = {
  kind: "clickhouse",
  reads: "query",
  quoted: /'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|""|\\.)*"|`(?:[^`\\]|\\.)*`|--[^\n]*|#[ !][^\n]*|\/\*[\s\S]*?\*\//g,
  async check({ url }, { allowance }) {
    await resolveAllowed(readAddress(url).hostname, allowance);
  },
  read: readClickhouse,
};

/** Runs a read-only query on ClickHouse over HTTP. @throws ADDRESS_*, SOURCE_FAILED, SOURCE_TOO_LARGE, SOURCE_MARK_MISSING */
async function readClickhouse(place: Clickhouse, read: DatabaseRead): Promise<NewMark> {
  const url = readAddress(place.url);
  const settings = {
    database: place.database,
    // 2: allows reads and changes of settings.
    readonly: "2",
    max_execution_time: String(QUERY_SECONDS),
    output_format_json_quote_64bit_integers: "0",
    output_format_json_quote_decimals: "0",
    output_format_json_quote_denormals: "0",
    date_time_output_format: "iso",
  };
  for (const [name, value] of Object.entries(settings)) url.searchParams.set(name, value);
  const body = `${statement(read)} FORMAT JSONEachRow`;
  const response = await requestOutbound({
    url: url.href,
    method: "POST",
    headers: {
      // Basic authentication, because ClickHouse's own headers allow only ASCII.
      authorization: `Basic ${Buffer.from(`${place.user}:${read.secret ?? ""}`).toString("base64")}`,
      "content-type": "text/plain; charset=utf-8",
    },
    body,
    allowance: read.allowance,
    timeoutMilliseconds: QUERY_SECONDS * 1_000,
    signal: read.signal,
  });
  const where = url.host;
  if (response.statusCode !== 200) {
    const { bytes } = await drain(response, 2_000);
    throw problem("SOURCE_FAILED", { where, reason: bytes.toString("utf8").trim().slice(0, 500) || `HTTP ${response.statusCode}` });
  }
  let last = read.mark;
  for await (const line of createInterface({ input: response, crlfDelay: Infinity })) {
    if (line === "") continue;
    const match = LINE.exec(line);
    // A failure after the first rows arrives as text between rows.
    if (!match) throw problem("SOURCE_FAILED", { where, reason: line.slice(0, 500) });
    const seen = match[1] === "null" ? null : (JSON.parse(match[1]!) as string);
    if (read.incrementalColumn !== null && seen === null) throw problem("SOURCE_MARK_MISSING", { column: read.incrementalColumn });
    last = seen ?? last;
    await read.lines.write(`{${match[2]!}`);
  }
  read.signal.throwIfAborted();
  if (!response.complete) throw problem("SOURCE_FAILED", { where, reason: "the connection broke" });
  return last;
}

/** Tagwise's own column comes first. The rest of the row is passed on unchanged. */
const LINE = new RegExp(String.raw`^\{"${MARK}":(null|"(?:[^"\\]|\\.)*"),?(.*\})$`);

function statement({ query, incrementalColumn, mark }: DatabaseRead): string {
  if (incrementalColumn === null) return `SELECT CAST(NULL AS Nullable(String)) AS ${MARK}, source.* FROM (\n${query}\n) AS source`;
  const column = `source.${literal.name(incrementalColumn).text}`;
  const value = mark === null ? "" : /^-?\d+(\.\d+)?$/.test(mark) ? mark : literal.text(mark).text;
  const from = mark === null ? "" : ` WHERE ${column} >= ${value} OR isNull(${column})`;
  return `SELECT CAST(toString(${column}) AS Nullable(String)) AS ${MARK}, source.* FROM (\n${query}\n) AS source${from} ORDER BY ${column}`;
}
