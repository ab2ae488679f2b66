import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { audit } from "../access/index.ts";
import { SourcePlace, type ImportReport, type SourceRun } from "../contract/index.ts";
import type { Ctx, Progress, Verb } from "../engine/index.ts";
import { newId, problem, Problem, requirePermission } from "../kernel/index.ts";
import { importFile, type Tagging } from "../imports/index.ts";
import { writeLines } from "./lines.ts";
import { purposeOf, type SourceDeps } from "./deps.ts";
import type { DatabaseKind } from "./kinds/kind.ts";
import { sourceReaderOf } from "./kinds/readers.ts";
import type { ObjectPlace } from "./kinds/objects.ts";
import { readQuery } from "./query.ts";
import { runOf, sourceRow, type SourceRow } from "./rows.ts";

/** A process reserves a source for at most this long. After a crash, the reservation expires. */
const LEASE_MILLISECONDS = 2 * 3_600_000;

export interface RunSource {
  readonly source: string;
  readonly deps: SourceDeps;
}

interface Running {
  readonly ctx: Ctx;
  readonly row: SourceRow;
  readonly deps: SourceDeps;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly tagging: Tagging | undefined;
  readonly directory: string;
  /** Adds an import's counts to the run. */
  note(rows: number, files: number, report: ImportReport): Promise<void>;
}

/**
 * Reads the new rows or files of a source and imports them. The position is stored after the import, so that a crash in between reads them
 * again, and repeated rows add nothing.
 * @throws SOURCE_NOT_FOUND, SOURCE_BUSY, SOURCE_*, ADDRESS_*, FOLDER_REFUSED, and everything that importFile throws
 */
export async function runSource({
  ctx,
  input,
  progress = () => undefined,
  signal = new AbortController().signal,
  tagging,
}: Verb<RunSource> & { progress?: Progress; signal?: AbortSignal; tagging?: Tagging }): Promise<SourceRun> {
  requirePermission(ctx, "connection.manage");
  const row = await reserve(ctx, (await sourceRow(ctx.records, input.source)).id);
  const run = newId(ctx.clock());
  const directory = join(ctx.dataDir, "tmp", `source-${run}`);
  await ctx.records
    .insertInto("source_runs")
    .values({
      id: run,
      source: row.id,
      state: "running",
      rows: 0,
      files: 0,
      events_added: 0,
      customers_created: 0,
      skipped: 0,
      imports: "[]",
      started_at: new Date(ctx.clock()),
    })
    .execute();
  const note: Running["note"] = (rows, files, report) => noteImport(ctx, run, rows, files, report);
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await readPlace({ ctx, row, deps: input.deps, progress, signal, tagging, directory, note });
    return await finish(ctx, row, run, null);
  } catch (error) {
    await finish(ctx, row, run, error);
    throw error;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** @throws SOURCE_BUSY */
async function reserve(ctx: Ctx, source: string): Promise<SourceRow> {
  const now = new Date(ctx.clock());
  const reserved = await ctx.records
    .updateTable("sources")
    .set({ claimed_until: new Date(now.getTime() + LEASE_MILLISECONDS) })
    .where("id", "=", source)
    .where((where) => where.or([where("claimed_until", "is", null), where("claimed_until", "<=", now)]))
    .returningAll()
    .executeTakeFirst();
  if (!reserved) throw problem("SOURCE_BUSY", { source: (await sourceRow(ctx.records, source)).name });
  return reserved;
}

async function readPlace(running: Running): Promise<void> {
  const { row, deps, signal } = running;
  const place = SourcePlace.parse(row.place);
  const secret = row.secret === null ? null : deps.seal.open(purposeOf(row.id), row.secret);
  const reader = sourceReaderOf(place.kind);
  if (reader.reads === "query") return readDatabase(running, reader, place, secret);
  return readObjects(running, await reader.open(place, secret, deps, signal));
}

async function readDatabase(
  { ctx, row, deps, progress, signal, tagging, directory, note }: Running,
  reader: DatabaseKind,
  place: SourcePlace,
  secret: string | null,
): Promise<void> {
  progress({ zh: "从数据库读取", en: "Reading from the database" }, null);
  const path = join(directory, `${fileName(row.name)}.jsonl`);
  const lines = writeLines(path, deps.limit);
  const read = {
    secret,
    query: readQuery(row.query ?? "", reader.quoted),
    incrementalColumn: row.incremental_column,
    mark: row.mark,
    allowance: deps.allowance,
    lines,
    signal,
  };
  const mark = await reader.read(place, read);
  await lines.end();
  if (lines.rows === 0) return;
  const report = await importFile({ ctx, input: { path, mapping: mappingOf(row, "jsonl") }, progress, signal, tagging });
  await note(lines.rows, 0, report);
  if (row.incremental_column !== null) await ctx.records.updateTable("sources").set({ mark }).where("id", "=", row.id).execute();
}

async function readObjects({ ctx, row, progress, signal, tagging, directory, note }: Running, place: ObjectPlace): Promise<void> {
  progress({ zh: "查看有哪些文件", en: "Looking for files" }, null);
  const stored = await ctx.records.selectFrom("source_objects").select(["name", "version"]).where("source", "=", row.id).execute();
  const read = new Set(stored.map(({ name, version }) => `${version}\n${name}`));
  const unread = (await place.list()).filter(({ name, version, bytes }) => bytes > 0 && !read.has(`${version}\n${name}`));
  for (const [index, object] of unread.entries()) {
    signal.throwIfAborted();
    progress({ zh: `读取 ${object.name}`, en: `Reading ${object.name}` }, index / unread.length);
    const path = await place.fetch(object, directory);
    const report = await importFile({ ctx, input: { path, mapping: mappingOf(row) }, signal, tagging });
    await note(report.read, 1, report);
    await ctx.records
      .insertInto("source_objects")
      .values({ source: row.id, name: object.name, version: object.version, read_at: new Date(ctx.clock()) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** The mapping of the source. Undefined if columns are to be recognised. */
function mappingOf({ mapping }: SourceRow, format?: "jsonl"): unknown {
  if (mapping === null) return undefined;
  return format ? { ...(mapping as object), format } : mapping;
}

async function noteImport(ctx: Ctx, run: string, rows: number, files: number, report: ImportReport): Promise<void> {
  const { imports } = await ctx.records.selectFrom("source_runs").select("imports").where("id", "=", run).executeTakeFirstOrThrow();
  await ctx.records
    .updateTable("source_runs")
    .set(({ eb }) => ({
      rows: eb("rows", "+", rows),
      files: eb("files", "+", files),
      events_added: eb("events_added", "+", report.eventsAdded),
      customers_created: eb("customers_created", "+", report.customersCreated),
      skipped: eb("skipped", "+", report.skipped),
      imports: JSON.stringify([...imports, report.id]),
    }))
    .where("id", "=", run)
    .execute();
}

/**
 * Ends a run. The next one is due one period after this one was due, or now if that is past. A manual run does not change when the next one
 * is due.
 */
async function finish(ctx: Ctx, row: SourceRow, run: string, error: unknown): Promise<SourceRun> {
  const now = ctx.clock();
  const failure =
    error instanceof Problem
      ? { code: error.code, zh: error.zh, en: error.en }
      : error === null
        ? null
        : { code: "INTERNAL", zh: "内部错误。", en: "Something went wrong inside Tagwise." };
  const due = row.next_at?.getTime() ?? now;
  const next = row.every === null ? null : new Date(due > now ? due : Math.max(due + row.every * 1_000, now));
  return ctx.records.transaction().execute(async (tx) => {
    await tx.updateTable("sources").set({ claimed_until: null, next_at: next }).where("id", "=", row.id).execute();
    const ended = await tx
      .updateTable("source_runs")
      .set({ state: failure ? "failed" : "done", problem: failure && JSON.stringify(failure), ended_at: new Date(now) })
      .where("id", "=", run)
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit(tx, ctx, "source.run", {
      source: row.id,
      name: row.name,
      rows: ended.rows,
      files: ended.files,
      problem: failure?.code ?? null,
    });
    return runOf(ended);
  });
}

/** File name of a source's import, valid on each file system. */
function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}_ -]/gu, "_").slice(0, 80) || "source";
}
