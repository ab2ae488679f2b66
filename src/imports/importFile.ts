import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { audit } from "../access/index.ts";
import type { ImportReport, Mapping } from "../contract/index.ts";
import { closeBatch, finishUndos, openBatch, undoLater } from "../customers/index.ts";
import { type Ctx, dropStages, type Progress, type Verb, sql } from "../engine/index.ts";
import { checkRemoved, removalCount } from "../identity/index.ts";
import { formatInstant, problem, Problem, requirePermission, type Text } from "../kernel/index.ts";
import { type Lets, makeLets } from "../mapping/index.ts";
import {
  dropUpload,
  formatOf,
  type ImportSource,
  type LocalFile,
  locateFile,
  readFile,
  readingOf,
  shownName,
  type StagedFile,
} from "../files/index.ts";
import { readingOnly, recognisedMapping } from "./preview/recognised.ts";
import { loadAttributes } from "./load/attributes.ts";
import { MAX_BAD_ROWS, writeBadRows } from "./load/badRows.ts";
import { loadEvents } from "./load/events.ts";
import { leftOut } from "./load/leftOut.ts";
import { mapRows } from "./load/mapRows.ts";
import { assertMappedThere, resolveCustomers } from "./load/resolve.ts";
import { summarise } from "./load/summary.ts";
import { checkTags, giveTags } from "./load/tags.ts";
import { startWork, type Work } from "./load/work.ts";
import { namesIn, partsOf, type Part } from "./plan/expressions.ts";
import { makePlan } from "./plan/makePlan.ts";
import { readableRows } from "./plan/rows.ts";
import { doubtfulColumns, warningOf } from "./plan/nearly.ts";
import { readMapping } from "./plan/mapping.ts";
import { withProducts } from "./load/enrich.ts";
import { addProducts, mapProducts } from "./load/products.ts";
import { WITHOUT_TAGS, type Tagging } from "./tagging.ts";
import { endedBefore } from "./endedBefore.ts";
import { revertImport } from "./revertImport.ts";

export interface ImportFile extends ImportSource {
  /** See contract Mapping. Without one, columns are recognised by names and contents. */
  readonly mapping?: unknown;
  /** Creates the tags that the file names and that do not exist. */
  readonly createTags?: boolean | undefined;
}

/** How the file is imported, beyond the request itself. */
export interface Importing {
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The rooms that manage tags. Without it, a file that names tags is refused. */
  readonly tagging?: Tagging | undefined;
  /** The job that imports, and which of its starts this is. */
  readonly job?: { readonly id: string; readonly attempt: number } | undefined;
}

interface ImportRequest {
  readonly file: LocalFile;
  readonly mapping: Mapping;
  readonly parts: ReadonlyMap<string, Part>;
  readonly format: z.output<typeof ImportReport>["format"];
  readonly tagging: Tagging;
  readonly createTags: boolean;
}

const NO_PROGRESS: Progress = () => undefined;

/**
 * Imports a file through a mapping: rows become customers, identities, attributes and events. Either all of the file is imported or
 * nothing. The same file again adds nothing (docs/guides/import.md says when two rows are equal).
 * @throws INPUT_INVALID for the mapping; FILE_*, XLSX_*, COLUMNS_*, ENCODING_UNKNOWN, TIME_* for the file; DISK_FULL, FACTS_*
 */
export async function importFile({
  ctx,
  input,
  progress = NO_PROGRESS,
  signal,
  tagging = WITHOUT_TAGS,
  job,
}: Verb<ImportFile> & Importing): Promise<z.output<typeof ImportReport>> {
  requirePermission(ctx, "data.import");
  const ended = job && (job.attempt > 1 || input.upload !== undefined) ? await endedBefore(ctx, job.id, input.upload) : undefined;
  if (ended) return ended;
  const begun = performance.now();
  const received = ctx.clock();
  const reading = readingOnly(input.mapping);
  const explicit = reading ? undefined : readMapping(input.mapping);
  const file = await locateFile(ctx, input);
  const mapping = explicit ?? readMapping(await recognisedMapping(ctx, file, reading));
  const parts = partsOf(mapping);
  const format = await formatOf(file, mapping.format, mapping.delimiter);
  await finishUndos(ctx);
  const batch = await openBatch(ctx);
  await ctx.records
    .insertInto("imports")
    .values({
      id: batch,
      state: "running",
      file: shownName(file),
      format,
      mapping: JSON.stringify(mapping),
      job: job?.id ?? null,
      actor: ctx.actor.id,
      started_at: new Date(received),
    })
    .execute();
  const work = startWork(ctx, batch, received, signal);
  try {
    const counts = await run(work, { file, mapping, parts, format, tagging, createTags: input.createTags === true }, progress);
    const seconds = (performance.now() - begun) / 1000;
    const report = {
      id: String(batch),
      file: shownName(file),
      format,
      ...counts,
      seconds: Math.round(seconds * 1000) / 1000,
      rowsPerSecond: Math.round(counts.read / seconds),
      startedAt: formatInstant(received),
    };
    await finish(ctx, batch, report);
    await closeBatch(ctx, batch);
    if (input.upload !== undefined) await dropUpload(ctx, input.upload);
    return report;
  } catch (error) {
    throw await revertNowOrLater(ctx, batch, tagging, error);
  } finally {
    await dropStages(ctx.facts, { prefix: work.table("") }).catch((error: unknown) =>
      ctx.log.warn({ err: error, batch }, "staging tables of an import were left"),
    );
  }
}

type Counts = Omit<z.output<typeof ImportReport>, "id" | "file" | "format" | "seconds" | "rowsPerSecond" | "startedAt">;

async function run(work: Work, request: ImportRequest, progress: Progress): Promise<Counts> {
  const { ctx, batch } = work;
  const { file, mapping, parts, format, tagging } = request;
  const directory = join(ctx.dataDir, "tmp", `import-${batch}`);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const tables: string[] = [];
  const lets = makeLets();
  try {
    progress({ zh: "读取文件", en: "Reading the file" }, 0.05);
    const wanted = namesIn(parts.values());
    const reading = readingOf(mapping, { facts: ctx.facts, file, directory, wanted, lets, run: work.run });
    const source = await readFile(format, reading, wanted);
    tables.push(source.table);
    if (mapping.products) return await bringProducts(work, source, request, lets);
    progress({ zh: "识别类型", en: "Finding types" }, 0.35);
    const plan = await withProducts(work, await makePlan(ctx, { mapping, parts, source, lets, run: work.run }));
    progress({ zh: "计算各列", en: "Computing columns" }, 0.45);
    const doubts = await doubtfulColumns(readableRows(ctx, source, lets, work.run), source, plan.nearly);
    const rows = await mapRows(work, source, plan, lets);
    const hasRounded = [...plan.attributes, ...plan.properties].some(({ rounded }) => rounded !== undefined);
    const summary = await summarise(work, rows, hasRounded);
    if (summary.read === 0) throw problem("FILE_EMPTY", { file: file.name });
    const words = plan.tags && (await checkTags(work, rows, tagging, request.createTags));
    if (summary.skipped > 0) await writeBadRows(work, source, rows);
    progress({ zh: "识别客户", en: "Finding customers" }, 0.65);
    const before = await removalCount(ctx);
    const customers = await resolveCustomers(work, rows, plan);
    tables.push(customers.map);
    progress({ zh: "写入", en: "Writing" }, 0.8);
    const attributesAdded = await loadAttributes(work, plan, rows, customers);
    const events = plan.event
      ? await loadEvents(work, plan, rows, customers, summary.accepted)
      : { added: 0, repeated: 0, repeats: [], conflicts: 0 };
    // Checked after the rows are written: from now on, whatever removes customers sees these rows and keeps their customers.
    await checkRemoved(ctx, before, () => assertMappedThere(work, customers));
    if (words) progress({ zh: "打标签", en: "Tagging" }, 0.95);
    const tagged = words ? await giveTags(work, rows, customers, { tagging, words, file: shownName(file) }) : 0;
    return {
      ...summary,
      ...readAs(source),
      reasons: [...summary.reasons],
      customersCreated: customers.created,
      identitiesAdded: customers.attached,
      eventsAdded: events.added,
      repeated: events.repeated,
      repeats: events.repeats.map(({ batch, rows }) => ({ batch, rows })),
      conflicts: events.conflicts,
      attributesAdded,
      tagged,
      tagsCreated: (words?.create ?? []).map(({ name }) => name),
      productsAdded: 0,
      badRows: summary.skipped > 0 ? `/imports/${batch}/bad-rows` : null,
      warnings: [
        ...sourceWarnings(source),
        ...doubts.map(warningOf),
        ...warningsOf(summary.skipped, customers.conflicts, events.conflicts),
        ...(await leftOut(work, rows, plan)),
      ],
    };
  } finally {
    for (const table of tables) await ctx.facts.run(sql`DROP TABLE IF EXISTS ${sql.id(table)} SYNC`, { lane: "heavy" });
    await rm(directory, { recursive: true, force: true });
  }
}

/** Rows of products have no identities and no events. */
async function bringProducts(work: Work, source: StagedFile, { file, mapping, parts }: ImportRequest, lets: Lets): Promise<Counts> {
  const rows = await mapProducts(work, source, mapping, parts, lets);
  const summary = await summarise(work, rows, false);
  if (summary.read === 0) throw problem("FILE_EMPTY", { file: file.name });
  if (summary.skipped > 0) await writeBadRows(work, source, rows);
  const none = { customersCreated: 0, identitiesAdded: 0, eventsAdded: 0, repeated: 0, attributesAdded: 0, tagged: 0, tagsCreated: [] };
  return {
    ...none,
    ...summary,
    ...readAs(source),
    reasons: [...summary.reasons],
    productsAdded: await addProducts(work, rows),
    badRows: summary.skipped > 0 ? `/imports/${work.batch}/bad-rows` : null,
    warnings: [...sourceWarnings(source), ...warningsOf(summary.skipped, 0)],
  };
}

/** Findings about the file that a person may not expect. */
function sourceWarnings({ header, warnings }: StagedFile): Text[] {
  if (!header || header.above.length === 0) return [...warnings];
  const above = header.above.map((text) => text.slice(0, 60)).slice(0, 3);
  return [
    {
      zh: `表头在第 ${header.row} 行，上面的没有导入：${above.join(" / ")}。`,
      en: `The header was found in row ${header.row}; what stands above it was left out: ${above.join(" / ")}.`,
    },
    ...warnings,
  ];
}

/** How the file was read, for the report. */
function readAs({ encoding, header }: StagedFile): Pick<Counts, "encoding" | "headerRow"> {
  return { encoding: encoding ?? null, headerRow: header?.row ?? null };
}

function warningsOf(skipped: number, conflicts: number, otherWords = 0): Text[] {
  const warnings: Text[] = [];
  if (skipped > MAX_BAD_ROWS)
    warnings.push({
      zh: `坏行文件只含前 ${MAX_BAD_ROWS} 行（共 ${skipped} 行）。`,
      en: `The file of bad rows holds the first ${MAX_BAD_ROWS} of ${skipped}.`,
    });
  if (otherWords > 0)
    warnings.push({
      zh: `${otherWords} 行的编号已属于内容不同的行为：以先到的为准，这些行没有导入。要更新内容，请先撤销之前的导入。`,
      en: `${otherWords} rows have the id of an event that says something else: what came first stands, these were not imported. To bring other content, undo the import before.`,
    });
  if (conflicts > 0)
    warnings.push({
      zh: `${conflicts} 组身份指向不同的客户，已按最可信的身份归属。`,
      en: `${conflicts} sets of identities point at different customers; the most trusted identity decided.`,
    });
  return warnings;
}

async function finish(ctx: Ctx, batch: number, report: z.output<typeof ImportReport>): Promise<void> {
  await ctx.records.transaction().execute(async (tx) => {
    await tx
      .updateTable("imports")
      .set({ state: "done", report: JSON.stringify(report), ended_at: new Date(ctx.clock()) })
      .where("id", "=", batch)
      .execute();
    const { file, read, accepted, eventsAdded, customersCreated } = report;
    await audit(tx, ctx, "import.run", { import: batch, file, read, accepted, eventsAdded, customersCreated });
  });
}

/** Removes the rows of a failed import and stores the reason. If the removal fails, it runs before the next write or at the next start. */
async function revertNowOrLater(ctx: Ctx, batch: number, tagging: Tagging, error: unknown): Promise<unknown> {
  const work = async () => {
    await revertImport(ctx, batch, tagging);
    await closeBatch(ctx, batch);
    const failure = error instanceof Problem ? { code: error.code, zh: error.zh, en: error.en } : null;
    await ctx.records
      .updateTable("imports")
      .set({ state: "failed", problem: failure && JSON.stringify(failure), ended_at: new Date(ctx.clock()) })
      .where("id", "=", batch)
      .execute();
  };
  try {
    await work();
  } catch (undoing) {
    undoLater(ctx, batch, work);
    ctx.log.error({ err: undoing, batch }, "a failed import could not be taken back; nothing is taken until it is");
  }
  return diskFull(error) ? problem("DISK_FULL", {}, error) : error;
}

function diskFull(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOSPC" || code === "EDQUOT";
}
