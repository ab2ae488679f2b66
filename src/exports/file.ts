import { createReadStream } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { z } from "zod";
import type { ExportResult } from "../contract/index.ts";
import type { Ctx, Progress, Verb } from "../engine/index.ts";
import { sweepJob } from "../jobs/index.ts";
import { newId, problem, requirePermission, type Instant } from "../kernel/index.ts";
import { auditExport, withCustomers, type ExportInput } from "./exportCustomers.ts";
import { fileOut, FORMATS, type Out } from "./write.ts";

type Result = z.output<typeof ExportResult>;

const DAY_MILLISECONDS = 24 * 3_600_000;

interface Work {
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Writes an export of customers to a file, which is kept for a day. @throws what exportCustomers throws */
export async function fileCustomers({ ctx, input, ...work }: Verb<ExportInput> & Work): Promise<Result> {
  requirePermission(ctx, "data.export");
  const result = await withCustomers(ctx, input, ({ out, rows }) => keepFile(ctx, out, rows, input, work));
  await auditExport(ctx, input);
  return result;
}

/** Writes a table to an export file with its record. After a crash in between, the file has no record and is removed later. */
export async function keepFile(
  ctx: Ctx,
  out: Out,
  rows: number,
  { format, mark }: Pick<ExportInput, "format" | "mark">,
  { progress, signal }: Work,
): Promise<Result> {
  await dropOldExports(ctx, ctx.clock());
  const id = newId(ctx.clock());
  const { contentType, ending } = FORMATS[format];
  const path = join("exports", `${id}.${ending}`);
  const fullPath = join(ctx.dataDir, path);
  await mkdir(join(ctx.dataDir, "exports"), { recursive: true, mode: 0o700 });
  progress?.({ zh: `导出 ${rows} 行`, en: `Exporting ${rows} rows` }, 0.05);
  const onPart = (done: number): void =>
    progress?.({ zh: `导出 ${rows} 行`, en: `Exporting ${rows} rows` }, 0.1 + (0.9 * done) / out.parts.length);
  try {
    const bytes = await fileOut(ctx, out, { format, mark: mark === "bom", signal, onPart }, fullPath);
    const name = `${out.name}.${ending}`;
    await ctx.records
      .insertInto("exports")
      .values({ id, name, path, content_type: contentType, rows, bytes, actor: ctx.actor.id, created_at: new Date(ctx.clock()) })
      .execute();
    return { export: id, name, rows, bytes };
  } catch (error) {
    await rm(fullPath, { force: true });
    throw error;
  }
}

/** An export file. Only its creator may read it, because it contains what that person may see. @throws NOT_FOUND */
export async function readExport({ ctx, input }: Verb<{ readonly export: string }>): Promise<{
  stream: Readable;
  name: string;
  contentType: string;
  bytes: number;
}> {
  requirePermission(ctx, "data.export");
  const row = await ctx.records
    .selectFrom("exports")
    .selectAll()
    .where("id", "=", input.export)
    .where("actor", "=", ctx.actor.id)
    .executeTakeFirst();
  const path = row && join(ctx.dataDir, row.path);
  const found = path === undefined ? null : await stat(path).catch(() => null);
  if (!row || !path || !found) throw problem("NOT_FOUND", { what: `export ${input.export.slice(0, 60)}` });
  return { stream: createReadStream(path), name: row.name, contentType: row.content_type, bytes: found.size };
}

/** Removes exports older than a day, and files without a record. */
export async function dropOldExports(ctx: Pick<Ctx, "records" | "dataDir">, now: Instant): Promise<void> {
  const old = new Date(now - DAY_MILLISECONDS);
  await ctx.records.deleteFrom("exports").where("created_at", "<", old).execute();
  const kept = new Set((await ctx.records.selectFrom("exports").select("path").execute()).map(({ path }) => path));
  const directory = join(ctx.dataDir, "exports");
  for (const file of await readdir(directory).catch(() => [])) {
    if (kept.has(join("exports", file))) continue;
    const { mtimeMs } = await stat(join(directory, file)).catch(() => ({ mtimeMs: Infinity }));
    // A file without a record may be one that another process is writing.
    if (now - mtimeMs > DAY_MILLISECONDS) await rm(join(directory, file), { force: true });
  }
}

export const sweepExportsJob = sweepJob("exports", "23 * * * *", (ctx) => dropOldExports(ctx, ctx.clock()));
