import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { open as openFile, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createClient, type ClickHouseClient } from "@clickhouse/client";
import { Session } from "chdb";
import { createChdbConnection } from "chdb/connection";
import { problem, Problem } from "../../kernel/index.ts";
import { compactRows } from "./compact.ts";
import { factsFailure } from "./failure.ts";
import { headRows, headSql } from "./head.ts";
import { openAbandoned } from "./abandoned.ts";
import { lane } from "./lane.ts";
import { GRACE_MILLISECONDS, withinLimit } from "./limits.ts";
import { literal } from "./literal.ts";
import { namedStatements, nextName, type NamedStatements } from "./namedStatements.ts";
import type { Sql } from "./sql/piece.ts";
import { sql } from "./sql/sql.ts";
import { IN_ORDER, secondsOf, settingsChange, settingsOf, type Settings } from "./settings.ts";
import { stagedColumns, stagedColumnsSql } from "./staged.ts";
import { stageName } from "./stageTables.ts";
import type { Facts, Lane, RunOptions, StageOptions } from "./types.ts";

const DATABASE = "tagwise";
/** So many statements that cannot be ended, and the engine does not work any more: each occupies one of the process's threads (threadPool.ts). */
const MOST_ABANDONED = 3;

interface Connection {
  client: ClickHouseClient;
  readonly queue: ReturnType<typeof lane>;
  settings: Settings;
}

/**
 * Facts on chDB, in this process. A directory serves one process at a time; the caller holds the lock.
 *
 * Every statement is named and has a limit. One that goes on beyond it is killed by its name, and given up where that does not help
 * (FACTS_SILENT); the next statements run on another connection. When that does not answer either, or several go on, the engine is stuck:
 * whatever is asked of it is answered with FACTS_STUCK at once, and `onStuck` is told, for only a new process helps.
 */
export async function openEmbeddedFacts({
  dataDir,
  memoryBytes,
  graceMilliseconds = GRACE_MILLISECONDS,
  onStuck,
}: {
  readonly dataDir: string;
  readonly memoryBytes: number;
  /** What a statement gets beyond its limit before it is killed, and again before it is given up. */
  readonly graceMilliseconds?: number;
  readonly onStuck?: (failure: Problem) => void;
}): Promise<Facts> {
  const path = join(dataDir, "facts");
  mkdirSync(path, { recursive: true });
  const connect = () => createClient({ connection: createChdbConnection({ path }) } as never);
  const open = (): Connection => ({ client: connect(), queue: lane(), settings: {} });
  const control = open();
  // The default database has the Overlay engine, which cannot swap or attach partitions.
  await control.client.command({ query: `CREATE DATABASE IF NOT EXISTS ${DATABASE} ENGINE = Atomic` });
  const heavy = open();
  const lanes: Record<Lane, Connection> = { interactive: open(), ingest: open(), heavy, left: heavy, right: open() };
  const connections = new Set(Object.values(lanes));
  const use = (client: ClickHouseClient) => client.command({ query: `USE ${DATABASE}` });
  for (const { client } of connections) await use(client);
  // Opened now: opening one waits on the only thread of JavaScript, which must not happen when the engine may be stuck.
  let spare = connect();

  const abandoned = openAbandoned();
  const stuck = Promise.withResolvers<never>();
  stuck.promise.catch(() => undefined);
  let isStuck = false;
  const giveUp = () => {
    if (isStuck) return;
    isStuck = true;
    const failure = problem("FACTS_STUCK", {});
    stuck.reject(failure);
    onStuck?.(failure);
  };
  const silent = (seconds: number) => () => problem("FACTS_SILENT", { seconds });

  /** Ends a statement by its name. */
  const killStatement = (name: string) =>
    void control
      .queue(() => {
        const started = literal.text(`${sql.comment(name).text}%`);
        return control.client.command({ query: sql`KILL QUERY WHERE query LIKE ${started} ASYNC`.text });
      })
      .catch(() => undefined);

  /** The lane goes on with another connection; the one that never answers is closed once it does. */
  async function replace(connection: Connection): Promise<void> {
    connection.client = spare;
    connection.settings = {};
    const watch = { onLimit: () => undefined, onStuck: silent(0) };
    try {
      await withinLimit(use(spare), 0, watch, graceMilliseconds);
    } catch {
      return giveUp();
    }
    spare = connect();
  }

  /** Waits for a statement, its limit and no longer. `close` releases what it ran on, when it ends after all. */
  async function bounded<T>(
    work: Promise<T>,
    seconds: number,
    name: string,
    close: () => unknown,
    onSilent?: () => Promise<void>,
  ): Promise<T> {
    try {
      const watch = { onLimit: () => killStatement(name), onStuck: silent(seconds) };
      return await Promise.race([withinLimit(work, seconds, watch, graceMilliseconds), stuck.promise]);
    } catch (error) {
      if (error instanceof Problem && (error.code === "FACTS_SILENT" || error.code === "FACTS_STUCK")) {
        abandoned.add(work, close);
        if (abandoned.count >= MOST_ABANDONED) giveUp();
        else if (!isStuck) await onSilent?.();
      }
      throw error;
    }
  }

  /** Runs one statement on its lane with exactly its settings: on this connection a SET outlives the statement it was meant for. */
  async function onLane<T>(options: RunOptions, action: (statements: NamedStatements) => Promise<T>, file?: string): Promise<T> {
    const laneName = options.lane ?? "interactive";
    const connection = lanes[laneName];
    const work = async (client: ClickHouseClient, name: string) => {
      const statements = namedStatements(client, name);
      const wanted = settingsOf(laneName, memoryBytes, options, availableParallelism());
      const change = settingsChange(connection.settings, wanted);
      if (change) await statements.run(change);
      connection.settings = wanted;
      return action(statements);
    };
    return connection
      .queue(async () => {
        if (isStuck) throw problem("FACTS_STUCK", {});
        options.signal?.throwIfAborted();
        const name = nextName();
        // Rejecting early would leave the engine working: kill the statement by its name and wait for its own end.
        const kill = () => killStatement(name);
        options.signal?.addEventListener("abort", kill, { once: true });
        try {
          const { client } = connection;
          const seconds = secondsOf(laneName, options);
          return await bounded(
            work(client, name),
            seconds,
            name,
            () => client.close(),
            () => replace(connection),
          );
        } finally {
          options.signal?.removeEventListener("abort", kill);
        }
      })
      .catch((error: unknown) => {
        throw factsFailure(error, file === undefined ? {} : { file });
      });
  }

  const facts: Facts = {
    rows: async <T>(statement: Sql, options: RunOptions = {}) =>
      onLane(options, (statements) => statements.rows<T>(statement, options.params)),
    run: (statement, options = {}) => onLane(options, (statements) => statements.run(statement, options.params)),
    insert: async (table, rows, options = {}) => {
      if (rows.length === 0) return;
      const { names, values } = compactRows(rows);
      const statement = sql`INSERT INTO ${sql.id(table)} (${sql.join(names.map(literal.name))}) FORMAT JSONCompactEachRow`;
      const body = values.map((row) => JSON.stringify(row)).join("\n");
      await onLane({ lane: "ingest", ...options }, (statements) => statements.run(statement, undefined, body));
    },
    bytes: async (statement, format, options = {}) => {
      // The binding's stream writes a header for every block, and formats with a footer not at all: so a file, then its bytes.
      // On a session of its own, for an export must not keep evaluation waiting.
      const file = join(dataDir, `result-${randomUUID()}`);
      const session = new Session(path);
      const name = nextName();
      let goesOn = false;
      try {
        await session.queryAsync(`USE ${DATABASE}`);
        const change = settingsChange({}, settingsOf("heavy", memoryBytes, options));
        if (change) await session.queryAsync(change.text);
        const outfile = sql`
          ${sql.comment(name)} ${statement}
          INTO OUTFILE ${literal.text(file)} FORMAT ${sql.id(format)}
        `;
        const work = session.queryAsync(outfile.text);
        goesOn = true;
        await bounded(
          work.finally(() => (goesOn = false)),
          secondsOf("heavy", options),
          name,
          () => session.close(),
        );
        // Unlinked while open: nothing is left behind whatever becomes of the reader.
        const handle = await openFile(file);
        return handle.createReadStream();
      } catch (error) {
        throw factsFailure(error);
      } finally {
        await rm(file, { force: true });
        // Closing waits for the statement.
        if (!goesOn) session.close();
      }
    },
    describe: (path, options) =>
      onLane(
        options,
        async (statements) => {
          const described = await statements.rows<{ name: string; type: string }>(sql`DESCRIBE TABLE ${fileFunction(path, options)}`);
          return described.map(({ name, type }) => ({ name, type }));
        },
        path,
      ),
    head: async (path, { format, limit }) => {
      const columns = await facts.describe(path, { format });
      const read = async (statements: NamedStatements) =>
        headRows(columns, await statements.rows(headSql(fileFunction(path, { format }), columns, limit)));
      return onLane({ lane: "interactive" }, read, path);
    },
    stage: async (path, options) => {
      const columns = options.structure === undefined ? await facts.describe(path, options) : undefined;
      const table = stageName("file");
      const settings = options.numbered ? { ...options.settings, ...IN_ORDER } : options.settings;
      return onLane(
        { lane: "heavy", ...options, ...(settings && { settings }) },
        async (statements) => {
          const structure = options.structure ?? stagedColumns(columns!, options.as);
          const [column, number] = options.numbered ? [sql`, _row UInt64`, sql`, rowNumberInAllBlocks() + 1`] : [sql.empty, sql.empty];
          await statements.run(sql`CREATE TABLE ${sql.id(table)} (${structure}${column}) ENGINE = MergeTree ORDER BY tuple()`);
          try {
            // Else the engine looks in the file for the names of the table.
            const own = options.as ? sql`SETTINGS use_structure_from_insertion_table_in_table_functions = 0` : sql.empty;
            await statements.run(sql`
              INSERT INTO ${sql.id(table)}
              SELECT *${number}
              FROM ${fileFunction(path, options)}
              ${own}
            `);
            const described = await statements.rows<{ name: string; type: string }>(stagedColumnsSql(table));
            const [count] = await statements.rows<{ rows: string }>(sql`SELECT toString(count()) AS rows FROM ${sql.id(table)}`);
            return { table, columns: described, rows: Number(count!.rows) };
          } catch (error) {
            await statements.run(sql`DROP TABLE IF EXISTS ${sql.id(table)}`);
            throw error;
          }
        },
        path,
      );
    },
    quiet: async () => {
      if (abandoned.count === 0) return;
      const watch = { onLimit: () => undefined, onStuck: silent(Math.ceil(graceMilliseconds / 1_000)) };
      await withinLimit(abandoned.ended(), 0, watch, graceMilliseconds / 2);
    },
    close: async () => {
      const all = async () => {
        for (const connection of [...connections, control]) await connection.queue(() => connection.client.close());
        await spare.close();
      };
      // Closing waits for what a stuck engine is at, on the only thread of JavaScript. Its data are durable as they are.
      if (isStuck) void abandoned.ended().then(all);
      else await all();
    },
  };
  return facts;
}

function fileFunction(path: string, { format, structure }: StageOptions): Sql {
  const named = structure === undefined ? sql.empty : sql`, ${literal.text(structure.text)}`;
  return sql`file(${literal.text(path)}, ${literal.text(format)}${named})`;
}
