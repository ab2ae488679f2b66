import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ClickHouseLogLevel, createClient, type ClickHouseClient, type ClickHouseSettings, type RawDataFormat } from "@clickhouse/client";
import { createChdbConnection } from "chdb/connection";
import { problem } from "../../kernel/index.ts";
import { batchInsertSql, openStructures } from "./batchInsert.ts";
import { compactRows } from "./compact.ts";
import { factsFailure } from "./failure.ts";
import { headRows, headSql } from "./head.ts";
import { GRACE_MILLISECONDS, LIMIT_SECONDS, withinLimit } from "./limits.ts";
import { statementMark } from "../lease/fence.ts";
import { literal } from "./literal.ts";

import type { Sql } from "./sql/piece.ts";
import { sql } from "./sql/sql.ts";
import { IN_ORDER, secondsOf, settingsOf } from "./settings.ts";
import { stagedColumns, stagedColumnsSql } from "./staged.ts";
import { stageName } from "./stageTables.ts";
import type { Facts, RunOptions, StageOptions } from "./types.ts";

/** How long a server may take to answer at all when it is opened. */
const OPEN_SECONDS = 10;

/** What a statement is called on the server, and what closes its connection. */
interface Call {
  readonly query_id: string;
  readonly abort_signal: AbortSignal;
}

/** Facts on a ClickHouse server, over HTTP. The database comes from the URL's path (default `tagwise`) and is made if missing. */
export async function openServerFacts({
  url,
  memoryBytes,
  process: name,
  graceMilliseconds = GRACE_MILLISECONDS,
}: {
  readonly url: string;
  readonly memoryBytes: number;
  /** What this process is called in both stores. */
  readonly process: string;
  /** What a statement gets beyond its limit before it is killed, and again before it is given up. */
  readonly graceMilliseconds?: number;
}): Promise<Facts> {
  const target = new URL(url);
  const database = decodeURIComponent(target.pathname.slice(1)) || "tagwise";
  const account = { username: decodeURIComponent(target.username) || "default", password: decodeURIComponent(target.password) };
  target.pathname = "/";
  target.username = "";
  target.password = "";
  const options = {
    url: target.toString(),
    ...account,
    // Each statement is given up by its own limit (limits.ts); this only ends connections that nobody waits for.
    request_timeout: (LIMIT_SECONDS.heavy + 60) * 1_000,
    max_open_connections: 16,
    keep_alive: { enabled: true },
    // What fails is thrown by a name of ours; the client's own log would say it a second time, with the whole statement.
    log: { level: ClickHouseLogLevel.OFF },
  };
  const first = createClient(options);
  try {
    await withinLimit(
      first.command({ query: sql`CREATE DATABASE IF NOT EXISTS ${literal.name(database)} ENGINE = Atomic`.text }),
      OPEN_SECONDS,
      { onLimit: () => undefined, onStuck: () => problem("FACTS_SILENT", { seconds: OPEN_SECONDS }) },
      graceMilliseconds,
    );
  } catch (error) {
    throw factsFailure(error);
  } finally {
    await first.close();
  }
  const client: ClickHouseClient = createClient({ ...options, database });
  let statements = 0;
  // Whoever takes over from this process finds by it what still runs.
  const mark = statementMark(name).text;

  const given = (choice: RunOptions) => ({
    clickhouse_settings: settingsOf(choice.lane ?? "interactive", memoryBytes, choice) as ClickHouseSettings,
    ...(choice.params && { query_params: { ...choice.params } }),
  });

  /** Statements that were given up: the server may still be at them. */
  const abandoned = new Set<string>();
  const killSql = sql`KILL QUERY WHERE query_id IN {ids:Array(String)} ASYNC`;

  /** Closing the connection does not stop a statement on the server; KILL QUERY by its id does. */
  async function call<T>(choice: RunOptions, action: (of: Call) => Promise<T>, file?: string): Promise<T> {
    choice.signal?.throwIfAborted();
    const query_id = `tagwise-${name}-${++statements}`;
    const seconds = secondsOf(choice.lane ?? "interactive", choice);
    const kill = () => void client.command({ query: killSql.text, query_params: { ids: [query_id] } }).catch(() => undefined);
    choice.signal?.addEventListener("abort", kill, { once: true });
    const connection = new AbortController();
    const onStuck = () => {
      abandoned.add(query_id);
      connection.abort();
      return problem("FACTS_SILENT", { seconds });
    };
    try {
      const work = action({ query_id, abort_signal: connection.signal });
      return await withinLimit(work, seconds, { onLimit: kill, onStuck }, graceMilliseconds);
    } catch (error) {
      const failure = factsFailure(error, file === undefined ? {} : { file });
      // The answer is lost, not the statement: the server may go on writing rows that are about to be taken back.
      if (choice.batch !== undefined && failure.code === "FACTS_UNREACHABLE") abandoned.add(query_id);
      throw failure;
    } finally {
      choice.signal?.removeEventListener("abort", kill);
    }
  }

  const structures = openStructures({ rows: (sql, choice) => facts.rows(sql, choice) });
  const facts: Facts = {
    rows: <T>(statement: Sql, choice: RunOptions = {}) =>
      call(choice, async (of) => {
        const result = await client.query({ query: mark + statement.text, format: "JSONEachRow", ...of, ...given(choice) });
        return (await result.json()) as T[];
      }),
    run: (statement, choice = {}) =>
      call(choice, async (of) => {
        await client.command({ query: mark + statement.text, ...of, ...given(choice) });
      }),
    insert: (table, rows, choice = {}) =>
      call({ lane: "ingest", ...choice }, async (of) => {
        if (rows.length === 0) return;
        const { columns, names, values } = compactRows(rows);
        const limits = given({ lane: "ingest", ...choice });
        if (choice.batch === undefined)
          return void (await client.insert({ table, columns, values, format: "JSONCompactEachRow", ...of, ...limits }));
        const query = mark + batchInsertSql(table, names, await structures(table, names), choice.batch).text;
        const lines = Readable.from([values.map((row) => JSON.stringify(row)).join("\n")], { objectMode: false });
        const { stream } = await client.exec({ query, values: lines, ...of, ...limits });
        await finished(stream.resume());
      }),
    bytes: (statement, format, choice = {}) =>
      call({ lane: "heavy", ...choice }, async (of) => {
        const { stream } = await client.exec({
          query: mark + sql`${statement}\nFORMAT ${sql.id(format)}`.text,
          ...of,
          ...given({ lane: "heavy", ...choice }),
        });
        return Readable.from(stream, { objectMode: false });
      }),
    // The server cannot see the file, so the embedded engine reads its head here.
    describe: (path, choice) => besides(path, (local) => describeFile(local, path, choice)),
    head: (path, { format, limit }) =>
      besides(path, async (local) => {
        const columns = await describeFile(local, path, { format });
        const from = sql`file(${literal.text(path)}, ${literal.text(format)})`;
        return headRows(columns, await (await local.query({ query: headSql(from, columns, limit).text, format: "JSONEachRow" })).json());
      }),
    stage: async (path, choice) => {
      const format = sql.id(choice.format);
      const columns = choice.structure === undefined ? await facts.describe(path, choice) : [];
      const structure = choice.structure ?? stagedColumns(columns);
      const staged = choice.structure ?? stagedColumns(columns, choice.as);
      const table = stageName("file");
      const number = choice.numbered ? sql`, _row UInt64` : sql.empty;
      await facts.run(sql`CREATE TABLE ${sql.id(table)} (${staged}${number}) ENGINE = MergeTree ORDER BY tuple()`);
      const fill = async (of: Call) => {
        const values = createReadStream(path);
        const limits = given({ lane: "heavy", ...choice, settings: { ...choice.settings, ...(choice.numbered && IN_ORDER) } });
        if (choice.numbered) {
          const { text: query } = sql`
            INSERT INTO ${sql.id(table)}
            SELECT *, rowNumberInAllBlocks() + 1
            FROM input(${literal.text(structure.text)})
            FORMAT ${format}
          `;
          const { stream } = await client.exec({ query, values, ...of, ...limits });
          await finished(stream.resume());
        } else {
          await client.insert({ table, values, format: choice.format as RawDataFormat, ...of, ...limits });
        }
      };
      try {
        await call({ lane: "heavy", ...choice }, fill, path);
        const made = await facts.rows<{ name: string; type: string }>(stagedColumnsSql(table));
        const [count] = await facts.rows<{ rows: string }>(sql`SELECT count() AS rows FROM ${sql.id(table)}`);
        return { table, columns: made, rows: Number(count!.rows) };
      } catch (error) {
        await facts.run(sql`DROP TABLE IF EXISTS ${sql.id(table)}`);
        throw error;
      }
    },
    quiet: async () => {
      const ids = [...abandoned];
      if (ids.length === 0) return;
      await facts.run(killSql, { params: { ids } });
      const [row] = await facts.rows<{ running: string }>(
        sql`SELECT count() AS running FROM system.processes WHERE query_id IN {ids:Array(String)}`,
        {
          params: { ids },
        },
      );
      if (row!.running !== "0") throw problem("FACTS_SILENT", { seconds: LIMIT_SECONDS.interactive });
      for (const id of ids) abandoned.delete(id);
    },
    close: () => client.close(),
  };
  return facts;
}

/** Reads a file of this machine with an engine of its own. */
async function besides<T>(path: string, read: (local: ClickHouseClient) => Promise<T>): Promise<T> {
  const local = createClient({ connection: createChdbConnection({ path: ":memory:" }) } as never);
  try {
    return await withinLimit(read(local), LIMIT_SECONDS.interactive, {
      onLimit: () => undefined,
      onStuck: () => problem("FACTS_SILENT", { seconds: LIMIT_SECONDS.interactive }),
    });
  } catch (error) {
    throw factsFailure(error, { file: path });
  } finally {
    // Not waited for: it does not close while a statement goes on.
    void local.close().catch(() => undefined);
  }
}

async function describeFile(local: ClickHouseClient, path: string, choice: StageOptions): Promise<{ name: string; type: string }[]> {
  const structure = choice.structure === undefined ? sql.empty : sql`, ${literal.text(choice.structure.text)}`;
  const result = await local.query({
    query: sql`DESCRIBE TABLE file(${literal.text(path)}, ${literal.text(choice.format)}${structure})`.text,
    format: "JSONEachRow",
    clickhouse_settings: (choice.settings ?? {}) as ClickHouseSettings,
  });
  return ((await result.json()) as { name: string; type: string }[]).map(({ name, type }) => ({ name, type }));
}
