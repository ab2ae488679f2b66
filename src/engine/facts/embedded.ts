import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createClient, type ClickHouseClient } from "@clickhouse/client";
import { Session } from "chdb";
import { createChdbConnection } from "chdb/connection";
import { problem, Problem } from "../../kernel/index.ts";
import { compactRows } from "./compact.ts";
import { factsFailure } from "./failure.ts";
import { headRows, headSql } from "./head.ts";
import { lane } from "./lane.ts";
import { GRACE_MILLISECONDS, withinLimit } from "./limits.ts";
import { literal } from "./literal.ts";
import type { Sql } from "./sql/piece.ts";
import { sql } from "./sql/sql.ts";
import { unconverted } from "./sql/unconverted.ts";
import { IN_ORDER, secondsOf, settingsChange, settingsOf, type Settings } from "./settings.ts";
import { stagedColumns, stagedColumnsSql } from "./staged.ts";
import { stageName } from "./stageTables.ts";
import type { Facts, Lane, RunOptions, StageOptions, Statement } from "./types.ts";

const DATABASE = "tagwise";

interface Connection {
  client: ClickHouseClient;
  readonly queue: ReturnType<typeof lane>;
  settings: Settings;
}

/** Facts on chDB, in this process. A directory serves one process at a time; the caller holds the lock. */
export async function openEmbeddedFacts({
  dataDir,
  memoryBytes,
  graceMilliseconds = GRACE_MILLISECONDS,
}: {
  readonly dataDir: string;
  readonly memoryBytes: number;
  /** What a statement gets beyond its limit before it is killed, and again before it is given up. */
  readonly graceMilliseconds?: number;
}): Promise<Facts> {
  const path = join(dataDir, "facts");
  mkdirSync(path, { recursive: true });
  const connect = async (): Promise<Connection> => {
    const client = createClient({ connection: createChdbConnection({ path }) } as never);
    return { client, queue: lane(), settings: {} };
  };
  const control = await connect();
  // The default database has the Overlay engine, which cannot swap or attach partitions.
  await control.client.command({ query: `CREATE DATABASE IF NOT EXISTS ${DATABASE} ENGINE = Atomic` });
  const heavy = await connect();
  const lanes: Record<Lane, Connection> = {
    interactive: await connect(),
    ingest: await connect(),
    heavy,
    left: heavy,
    right: await connect(),
  };
  const connections = new Set(Object.values(lanes));
  for (const connection of connections) await connection.client.command({ query: `USE ${DATABASE}` });

  let statements = 0;
  /** Statements that did not end although they were killed. */
  const abandoned = new Set<Promise<unknown>>();

  /** Ends a statement by its mark. */
  const killStatement = (mark: string) =>
    void control
      .queue(() => control.client.command({ query: sql`KILL QUERY WHERE query LIKE ${literal.text(`${mark}%`)} ASYNC`.text }))
      .catch(() => undefined);

  /** The lane goes on with a connection of its own; the one that never answers is left to itself. */
  async function replace(stuck: Connection): Promise<() => Promise<void>> {
    const old = stuck.client;
    const { client } = await connect();
    await client.command({ query: `USE ${DATABASE}` });
    stuck.client = client;
    stuck.settings = {};
    return () => old.close();
  }

  /** Waits for a statement, its limit and no longer. `onStuck` says how to close what it ran on, for when it ends after all. */
  async function bounded<T>(
    work: Promise<T>,
    seconds: number,
    mark: string,
    onStuck: () => Promise<() => Promise<void> | void>,
  ): Promise<T> {
    try {
      const watch = { onLimit: () => killStatement(mark), onStuck: () => problem("FACTS_SILENT", { seconds }) };
      return await withinLimit(work, seconds, watch, graceMilliseconds);
    } catch (error) {
      if (error instanceof Problem && error.code === "FACTS_SILENT") {
        const close = await onStuck();
        const end = work
          .catch(() => undefined)
          .then(close)
          .catch(() => undefined)
          .finally(() => abandoned.delete(end));
        abandoned.add(end);
      }
      throw error;
    }
  }

  /** Runs one statement on its lane with exactly its settings: on this connection a SET outlives the statement it was meant for. */
  async function onLane<T>(options: RunOptions, action: (client: ClickHouseClient, mark: string) => Promise<T>, file?: string): Promise<T> {
    const name = options.lane ?? "interactive";
    const connection = lanes[name];
    return connection
      .queue(async () => {
        options.signal?.throwIfAborted();
        const wanted = settingsOf(name, memoryBytes, options, availableParallelism());
        const change = settingsChange(connection.settings, wanted);
        if (change) await connection.client.command({ query: change.text });
        connection.settings = wanted;
        const mark = `/* tagwise ${process.pid}.${++statements} */ `;
        // Rejecting early would leave the engine working: kill the statement by its mark and wait for its own end.
        const kill = () => killStatement(mark);
        options.signal?.addEventListener("abort", kill, { once: true });
        try {
          const seconds = secondsOf(name, options);
          return await bounded(action(connection.client, mark), seconds, mark, () => replace(connection));
        } finally {
          options.signal?.removeEventListener("abort", kill);
        }
      })
      .catch((error: unknown) => {
        throw factsFailure(error, file === undefined ? {} : { file });
      });
  }

  const parameters = (options: RunOptions) => (options.params ? { query_params: { ...options.params } } : {});

  const facts: Facts = {
    rows: async <T>(statement: Statement, options: RunOptions = {}) =>
      onLane(options, async (client, mark) => {
        const result = await client.query({ query: mark + unconverted(statement).text, format: "JSONEachRow", ...parameters(options) });
        return (await result.json()) as T[];
      }),
    run: (statement, options = {}) =>
      onLane(options, async (client, mark) => {
        await client.command({ query: mark + unconverted(statement).text, ...parameters(options) });
      }),
    insert: (table, rows, options = {}) =>
      onLane({ lane: "ingest", ...options }, async (client) => {
        if (rows.length > 0) await client.insert({ table, ...compactRows(rows), format: "JSONCompactEachRow" });
      }),
    bytes: async (statement, format, options = {}) => {
      // The binding's stream writes a header for every block, and formats with a footer not at all: so a file, then its bytes.
      // On a session of its own, for an export must not keep evaluation waiting.
      const file = join(dataDir, `result-${randomUUID()}`);
      const session = new Session(path);
      const mark = `/* tagwise ${process.pid}.${++statements} */ `;
      let isStuck = false;
      try {
        await session.queryAsync(`USE ${DATABASE}`);
        const change = settingsChange({}, settingsOf("heavy", memoryBytes, options));
        if (change) await session.queryAsync(change.text);
        const work = session.queryAsync(
          mark + sql`${unconverted(statement)}\nINTO OUTFILE ${literal.text(file)} FORMAT ${sql.id(format)}`.text,
        );
        await bounded(work, secondsOf("heavy", options), mark, async () => {
          isStuck = true;
          return () => session.close();
        });
        // Unlinked while open: nothing is left behind whatever becomes of the reader.
        const handle = await open(file);
        return handle.createReadStream();
      } catch (error) {
        throw factsFailure(error);
      } finally {
        await rm(file, { force: true });
        // Closing waits for the statement.
        if (!isStuck) session.close();
      }
    },
    describe: (path, options) =>
      onLane(
        options,
        async (client, mark) => {
          const result = await client.query({
            query: mark + sql`DESCRIBE TABLE ${fileFunction(path, options)}`.text,
            format: "JSONEachRow",
          });
          return ((await result.json()) as { name: string; type: string }[]).map(({ name, type }) => ({ name, type }));
        },
        path,
      ),
    head: async (path, { format, limit }) => {
      const columns = await facts.describe(path, { format });
      const read = async (client: ClickHouseClient, mark: string) => {
        const statement = headSql(fileFunction(path, { format }), columns, limit);
        const result = await client.query({ query: mark + statement.text, format: "JSONEachRow" });
        return headRows(columns, await result.json());
      };
      return onLane({ lane: "interactive" }, read, path);
    },
    stage: async (path, options) => {
      const columns = options.structure === undefined ? await facts.describe(path, options) : undefined;
      const table = stageName("file");
      const settings = options.numbered ? { ...options.settings, ...IN_ORDER } : options.settings;
      return onLane(
        { lane: "heavy", ...options, ...(settings && { settings }) },
        async (client, mark) => {
          const structure = options.structure ?? stagedColumns(columns!, options.as);
          const [column, number] = options.numbered ? [sql`, _row UInt64`, sql`, rowNumberInAllBlocks() + 1`] : [sql.empty, sql.empty];
          await client.command({
            query: sql`CREATE TABLE ${sql.id(table)} (${unconverted(structure)}${column}) ENGINE = MergeTree ORDER BY tuple()`.text,
          });
          try {
            // Else the engine looks in the file for the names of the table.
            const own = options.as ? sql`SETTINGS use_structure_from_insertion_table_in_table_functions = 0` : sql.empty;
            const fill = sql`
              INSERT INTO ${sql.id(table)}
              SELECT *${number}
              FROM ${fileFunction(path, options)}
              ${own}
            `;
            await client.command({ query: mark + fill.text });
            const described = await client.query({ query: stagedColumnsSql(table).text, format: "JSONEachRow" });
            const countSql = sql`SELECT toString(count()) AS rows FROM ${sql.id(table)}`;
            const counted = await client.query({ query: countSql.text, format: "JSONEachRow" });
            const [count] = (await counted.json()) as { rows: string }[];
            return { table, columns: (await described.json()) as { name: string; type: string }[], rows: Number(count!.rows) };
          } catch (error) {
            await client.command({ query: sql`DROP TABLE IF EXISTS ${sql.id(table)}`.text });
            throw error;
          }
        },
        path,
      );
    },
    quiet: async () => {
      if (abandoned.size === 0) return;
      const seconds = Math.ceil(graceMilliseconds / 1_000);
      const watch = { onLimit: () => undefined, onStuck: () => problem("FACTS_SILENT", { seconds }) };
      await withinLimit(Promise.all(abandoned), 0, watch, graceMilliseconds / 2);
    },
    close: async () => {
      for (const connection of connections) await connection.queue(() => connection.client.close());
      await control.queue(() => control.client.close());
    },
  };
  return facts;
}

function fileFunction(path: string, { format, structure }: StageOptions): Sql {
  const named = structure === undefined ? sql.empty : sql`, ${literal.text(String(structure))}`;
  return sql`file(${literal.text(path)}, ${literal.text(format)}${named})`;
}
