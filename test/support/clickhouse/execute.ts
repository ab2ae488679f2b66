import { createRequire } from "node:module";
import { randomUUID } from "node:crypto";
import { createWriteStream, rmSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type * as Chdb from "chdb";
import { Refusal } from "./answer.ts";
import type { Ask } from "./ask.ts";
import type { Statement } from "./statement.ts";

const { Session } = createRequire(import.meta.url)("chdb") as typeof Chdb;

/** What a statement gave: chunks of bytes in `format`, and counts where the engine tells them before the end. */
export interface Outcome {
  readonly format: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Formats that are sent while the statement runs: chunks of these may simply follow each other, and exports ask for them. JSON lines are made
 * whole as the other formats are: chDB starts a stream on the main thread, so that every lookup of every test would wait for one thread.
 */
const CHUNKED = /^(CSV|TSV|TSVRaw|TabSeparated|TabSeparatedRaw|RowBinary|LineAsString)$/;

/** Idle connections: of one kind, and kinds. */
const MOST_IDLE = 8;
const MOST_KEYS = 64;

export interface Executor {
  run(ask: Ask, readOnly: boolean): Promise<Outcome & { close(): void }>;
  /** Stops a running statement. */
  kill(id: string): Promise<void>;
  close(): void;
}

/** Runs statements on chDB in `directory`; `spool` holds INSERT bodies while they are read. */
export function openExecutor(directory: string, spool: string): Executor {
  const root = new Session(directory);
  const running = new Set<string>();

  /**
   * Connections that nobody uses, by what was set on them. Settings and parameters stay with a chDB connection, and a request must not see
   * those of another: a connection serves one request at a time, and only requests with the same database and settings and no parameters.
   */
  const idle = new Map<string, Chdb.Session[]>();
  const keyOf = (ask: Ask, readOnly: boolean) =>
    Object.keys(ask.params).length === 0 ? JSON.stringify([ask.database, readOnly, ask.settings]) : undefined;

  function giveBack(session: Chdb.Session, key: string | undefined): void {
    const sessions = key === undefined ? undefined : (idle.get(key) ?? []);
    if (sessions === undefined || sessions.length >= MOST_IDLE) return session.close();
    sessions.push(session);
    // The key used last stands last.
    idle.delete(key!);
    idle.set(key!, sessions);
    if (idle.size <= MOST_KEYS) return;
    const [oldest, unused] = idle.entries().next().value!;
    idle.delete(oldest);
    for (const one of unused) one.close();
  }

  async function connect(ask: Ask, readOnly: boolean): Promise<Chdb.Session> {
    const key = keyOf(ask, readOnly);
    const used = key === undefined ? undefined : idle.get(key)?.pop();
    if (used) return used;
    const session = new Session(directory);
    try {
      await session.queryAsync(`USE ${quoteName(ask.database)}`);
      const settings = { implicit_select: "0", ...ask.settings };
      for (const name of Object.keys({ ...settings, ...ask.params }))
        if (!/^\w+$/.test(name))
          throw new Refusal(115, "UNKNOWN_SETTING", `Setting ${name} is neither a builtin setting nor started with a prefix`);
      await bind(session, ask.params);
      const values = Object.entries(settings).map(([name, value]) => `${name} = ${quoteText(value)}`);
      if (readOnly && !("readonly" in ask.settings)) values.push("readonly = 2");
      await session.queryAsync(`SET ${values.join(", ")}`);
      return session;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  async function run(ask: Ask, readOnly: boolean): Promise<Outcome & { close(): void }> {
    const { statement } = ask;
    if (statement.refusal) throw new Refusal(statement.refusal.code, statement.refusal.name, statement.refusal.text);
    if (running.has(ask.id))
      throw new Refusal(216, "QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING", `Query with id = ${ask.id} is already running`);
    running.add(ask.id);
    const cleanups: (() => void)[] = [() => running.delete(ask.id)];
    const close = () => {
      for (const cleanup of cleanups.splice(0)) cleanup();
    };
    try {
      const session = await connect(ask, readOnly);
      // A statement that changes what is set, or failed, leaves a connection that the next request must not have.
      const key = ["select", "insert", "define"].includes(statement.kind) ? keyOf(ask, readOnly) : undefined;
      let isWhole = false;
      cleanups.unshift(() => giveBack(session, isWhole ? key : undefined));
      let file: string | undefined;
      if (ask.body) {
        file = join(spool, randomUUID());
        cleanups.push(() => rmSync(file!, { force: true }));
        await pipeline(ask.body, createWriteStream(file));
      }
      const sql = marked(statement, ask.id, file);
      const format = statement.format ?? ask.defaultFormat;
      const streamed = statement.kind === "select" && !ask.whole && CHUNKED.test(format);
      const outcome = streamed ? await stream(session, sql, format, () => (isWhole = true)) : await single(session, sql, format);
      isWhole ||= !streamed;
      return { ...outcome, format, close };
    } catch (error) {
      close();
      throw error;
    }
  }

  return {
    run,
    async kill(id) {
      if (running.has(id)) await root.queryAsync(`KILL QUERY WHERE ${MARK} = ${quoteText(id)} ASYNC`).catch(() => undefined);
    },
    close: () => root.close(),
  };
}

/** Parameters are no part of a server's query, so its size does not limit them. */
async function bind(session: Chdb.Session, params: Ask["params"]): Promise<void> {
  const values = Object.entries(params).map(([name, value]) => `param_${name} = ${quoteText(value)}`);
  if (values.length === 0) return;
  await session.queryAsync("SET max_query_size = 1000000000");
  await session.queryAsync(`SET ${values.join(", ")}`);
  await session.queryAsync("SET max_query_size = DEFAULT");
}

async function single(session: Chdb.Session, sql: string, format: string) {
  const result = await session.queryAsync(sql, { format });
  return {
    chunks: (async function* () {
      yield result.bytes();
    })(),
    rows: result.rowsRead,
    bytes: result.bytesRead,
  };
}

/** The first chunk is awaited here, so that an error before it is an error of the whole answer. */
async function stream(session: Chdb.Session, sql: string, format: string, onEnd: () => void) {
  const chunks = session.queryStream(sql, { format })[Symbol.asyncIterator]();
  let next = await chunks.next();
  return {
    chunks: (async function* () {
      try {
        for (; !next.done; next = await chunks.next()) yield next.value.raw();
        onEnd();
      } finally {
        await chunks.return?.();
      }
    })(),
    rows: 0,
    bytes: 0,
  };
}

/** chDB numbers its queries itself; a comment in the text carries the id the client gave, and KILL QUERY looks there. */
const MARK = String.raw`extract(query, '/\\*query_id:([^*]*)\\*/')`;

/** The statement as chDB runs it: marked with its id, its data read from `file`. */
function marked(statement: Statement, id: string, file: string | undefined): string {
  const mark = `/*query_id:${id.replaceAll("*", "")}*/`;
  let { sql } = statement;
  if (statement.kind === "kill") {
    // chDB never answers KILL … SYNC, so it is asked ASYNC.
    const edits = [
      ...statement.queryIds.map((at) => ({ ...at, text: MARK })),
      ...(statement.sync ? [{ ...statement.sync, text: "ASYNC" }] : []),
    ];
    for (const { start, end, text } of edits.toSorted((a, b) => b.start - a.start)) sql = sql.slice(0, start) + text + sql.slice(end);
    return `${sql}\n${mark}`;
  }
  if (file !== undefined && statement.data) {
    const { from, format } = statement.data;
    const rest = format === "Values" ? "FORMAT Values" : sql.slice(from, statement.data.at);
    return `${mark}\n${sql.slice(0, from)} FROM INFILE ${quoteText(file)} COMPRESSION 'none' ${rest}`;
  }
  if (file !== undefined && statement.input) {
    const { start, end, structure, format, formatAt } = statement.input;
    const source = `file(${quoteText(file)}, ${quoteText(format)}, ${structure}, 'none')`;
    return `${mark}\n${sql.slice(0, start)}${source}${sql.slice(end, formatAt)}`;
  }
  return statement.kind === "insert" ? `${mark}\n${sql}` : `${sql}\n${mark}`;
}

function quoteText(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

function quoteName(value: string): string {
  return `\`${value.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``;
}
