import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ClickHouseLogLevel, createClient, type ClickHouseClient, type ClickHouseSettings, type RawDataFormat } from "@clickhouse/client";
import { createChdbConnection } from "chdb/connection";
import { compactRows } from "./compact.ts";
import { factsFailure } from "./failure.ts";
import { headRows, headSql } from "./head.ts";
import { literal } from "./literal.ts";
import { IN_ORDER, settingsOf } from "./settings.ts";
import { stagedColumns } from "./staged.ts";
import { stageName } from "./stageTables.ts";
import type { Facts, RunOptions, StageOptions } from "./types.ts";

/** Facts on a ClickHouse server, over HTTP. The database comes from the URL's path (default `tagwise`) and is made if missing. */
export async function openServerFacts({ url, memoryBytes }: { url: string; memoryBytes: number }): Promise<Facts> {
  const target = new URL(url);
  const database = decodeURIComponent(target.pathname.slice(1)) || "tagwise";
  const account = { username: decodeURIComponent(target.username) || "default", password: decodeURIComponent(target.password) };
  target.pathname = "/";
  target.username = "";
  target.password = "";
  const options = {
    url: target.toString(),
    ...account,
    request_timeout: 3_600_000,
    max_open_connections: 16,
    keep_alive: { enabled: true },
    // What fails is thrown by a name of ours; the client's own log would say it a second time, with the whole statement.
    log: { level: ClickHouseLogLevel.OFF },
  };
  const first = createClient(options);
  try {
    await first.command({ query: `CREATE DATABASE IF NOT EXISTS ${literal.name(database)} ENGINE = Atomic` });
  } catch (error) {
    throw factsFailure(error);
  } finally {
    await first.close();
  }
  const client: ClickHouseClient = createClient({ ...options, database });
  let statements = 0;

  const given = (choice: RunOptions) => ({
    clickhouse_settings: settingsOf(choice.lane ?? "interactive", memoryBytes, choice) as ClickHouseSettings,
    ...(choice.params && { query_params: { ...choice.params } }),
  });

  /** Closing the connection does not stop a statement on the server; KILL QUERY by its id does. */
  async function call<T>(choice: RunOptions, action: (id: string) => Promise<T>, file?: string): Promise<T> {
    choice.signal?.throwIfAborted();
    const id = `tagwise-${process.pid}-${Date.now()}-${++statements}`;
    const kill = () =>
      void client.command({ query: "KILL QUERY WHERE query_id = {id:String} ASYNC", query_params: { id } }).catch(() => undefined);
    choice.signal?.addEventListener("abort", kill, { once: true });
    try {
      return await action(id);
    } catch (error) {
      throw factsFailure(error, file === undefined ? {} : { file });
    } finally {
      choice.signal?.removeEventListener("abort", kill);
    }
  }

  const facts: Facts = {
    rows: <T>(sql: string, choice: RunOptions = {}) =>
      call(choice, async (query_id) => {
        const result = await client.query({ query: sql, format: "JSONEachRow", query_id, ...given(choice) });
        return (await result.json()) as T[];
      }),
    run: (sql, choice = {}) =>
      call(choice, async (query_id) => {
        await client.command({ query: sql, query_id, ...given(choice) });
      }),
    insert: (table, rows, choice = {}) =>
      call(choice, async (query_id) => {
        if (rows.length > 0) await client.insert({ table, ...compactRows(rows), format: "JSONCompactEachRow", query_id, ...given(choice) });
      }),
    bytes: (sql, format, choice = {}) =>
      call(choice, async (query_id) => {
        const { stream } = await client.exec({
          query: `${sql} FORMAT ${literal.name(format).slice(1, -1)}`,
          query_id,
          ...given({ lane: "heavy", ...choice }),
        });
        return Readable.from(stream, { objectMode: false });
      }),
    // The server cannot see the file, so the embedded engine reads its head here.
    describe: (path, choice) => besides(path, (local) => describeFile(local, path, choice)),
    head: (path, { format, limit }) =>
      besides(path, async (local) => {
        const columns = await describeFile(local, path, { format });
        const from = `file(${literal.text(path)}, ${literal.text(format)})`;
        return headRows(columns, await (await local.query({ query: headSql(from, columns, limit), format: "JSONEachRow" })).json());
      }),
    stage: async (path, choice) => {
      if (!/^[A-Za-z]+$/.test(choice.format)) throw new RangeError(`not a format: ${choice.format}`);
      const columns = choice.structure === undefined ? await facts.describe(path, choice) : [];
      const structure = choice.structure ?? stagedColumns(columns);
      const staged = choice.structure ?? stagedColumns(columns, choice.as);
      const table = stageName("file");
      await facts.run(`CREATE TABLE ${table} (${staged}${choice.numbered ? ", _row UInt64" : ""}) ENGINE = MergeTree ORDER BY tuple()`);
      const fill = async (query_id: string) => {
        const values = createReadStream(path);
        const limits = given({ lane: "heavy", ...choice, settings: { ...choice.settings, ...(choice.numbered && IN_ORDER) } });
        if (choice.numbered) {
          const query = `INSERT INTO ${table} SELECT *, rowNumberInAllBlocks() + 1 FROM input(${literal.text(structure)}) FORMAT ${choice.format}`;
          const { stream } = await client.exec({ query, values, query_id, ...limits });
          await finished(stream.resume());
        } else {
          await client.insert({ table, values, format: choice.format as RawDataFormat, query_id, ...limits });
        }
      };
      try {
        await call(choice, fill, path);
        const made = await facts.rows<{ name: string; type: string }>(
          `SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = '${table}' ORDER BY position`,
        );
        const [count] = await facts.rows<{ rows: string }>(`SELECT count() AS rows FROM ${table}`);
        return { table, columns: made, rows: Number(count!.rows) };
      } catch (error) {
        await facts.run(`DROP TABLE IF EXISTS ${table}`);
        throw error;
      }
    },
    close: () => client.close(),
  };
  return facts;
}

/** Reads a file of this machine with an engine of its own. */
async function besides<T>(path: string, read: (local: ClickHouseClient) => Promise<T>): Promise<T> {
  const local = createClient({ connection: createChdbConnection({ path: ":memory:" }) } as never);
  try {
    return await read(local);
  } catch (error) {
    throw factsFailure(error, { file: path });
  } finally {
    await local.close();
  }
}

async function describeFile(local: ClickHouseClient, path: string, choice: StageOptions): Promise<{ name: string; type: string }[]> {
  const structure = choice.structure === undefined ? "" : `, ${literal.text(choice.structure)}`;
  const result = await local.query({
    query: `DESCRIBE TABLE file(${literal.text(path)}, ${literal.text(choice.format)}${structure})`,
    format: "JSONEachRow",
    clickhouse_settings: (choice.settings ?? {}) as ClickHouseSettings,
  });
  return ((await result.json()) as { name: string; type: string }[]).map(({ name, type }) => ({ name, type }));
}
