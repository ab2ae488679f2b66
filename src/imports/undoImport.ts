import { sql as recordsSql } from "kysely";
import type { z } from "zod";
import { audit } from "../access/index.ts";
import type { ImportReport, UndoResult } from "../contract/index.ts";
import { closeBatch, finishUndos, reopenBatch, undoLater } from "../customers/index.ts";
import { literal, sql, type Ctx, type Progress, type Verb } from "../engine/index.ts";
import { formatInstant, problem, requirePermission, type Text } from "../kernel/index.ts";
import { WITHOUT_TAGS, type Tagging } from "./tagging.ts";
import { revertImport } from "./revertImport.ts";

type Result = z.output<typeof UndoResult>;

/**
 * Undoes an import: its events, attribute values, identities, the customers and tags that it created. Later changes by others stay, and
 * members are updated. The next start finishes an undo that a crash interrupted.
 * @throws NOT_FOUND, IMPORT_NOT_DONE
 */
export async function undoImport({
  ctx,
  input,
  tagging = WITHOUT_TAGS,
  progress,
  signal,
}: Verb<{ readonly import: string }> & {
  readonly tagging?: Tagging | undefined;
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
}): Promise<Result> {
  requirePermission(ctx, "data.import");
  await finishUndos(ctx);
  const batch = await begin(ctx, input.import);
  return finishUndo(ctx, batch, { tagging, progress, signal });
}

/** Marks the import as being undone. From here on, a crash does not stop the undo. */
async function begin(ctx: Ctx, id: string): Promise<number> {
  const batch = /^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0;
  const counts = JSON.stringify(await countRows(ctx, batch));
  const begun = await ctx.records
    .updateTable("imports")
    // A second attempt finds fewer rows: the counts of the first stay.
    .set({ state: "undoing", undone: recordsSql`coalesce(undone, ${counts}::jsonb)` })
    .where("id", "=", batch)
    .where("state", "in", ["done", "undoing"])
    .returning("id")
    .executeTakeFirst();
  if (begun) return batch;
  const found = await ctx.records.selectFrom("imports").select("state").where("id", "=", batch).executeTakeFirst();
  if (!found) throw problem("NOT_FOUND", { what: `import ${id.slice(0, 20)}` });
  throw problem("IMPORT_NOT_DONE", { import: id, state: found.state });
}

/** Rows of an import that an undo removes for certain. */
type RowCounts = Pick<Result, "events" | "attributes" | "products">;

async function countRows({ facts }: Ctx, batch: number): Promise<RowCounts> {
  const count = (table: "events" | "attribute_values" | "products") => sql`
    toUInt32((
      SELECT count()
      FROM ${sql.id(table)}
      WHERE batch = ${literal.integer(batch)}
    ))
  `;
  const [row] = await facts.rows<RowCounts>(
    sql`SELECT ${count("events")} AS events, ${count("attribute_values")} AS attributes, ${count("products")} AS products`,
    { lane: "heavy" },
  );
  return row!;
}

/** What the first attempt counted; undefined where the undo began without counting. */
async function firstCounts({ records }: Ctx, batch: number): Promise<RowCounts | undefined> {
  const row = await records.selectFrom("imports").select("undone").where("id", "=", batch).executeTakeFirst();
  return (row?.undone as RowCounts | null | undefined) ?? undefined;
}

/** Runs the undo, also one that a crash interrupted. */
export async function finishUndo(
  ctx: Ctx,
  batch: number,
  {
    tagging,
    progress,
    signal,
  }: { readonly tagging: Tagging; readonly progress?: Progress | undefined; readonly signal?: AbortSignal | undefined },
): Promise<Result> {
  progress?.({ zh: "撤销导入的数据", en: "Undoing the import" }, 0.1);
  // From now on, rows of this import do not count as stored. Otherwise a repeated message would be dropped as stored and then lost with
  // them.
  await reopenBatch(ctx, batch);
  const work = async () => {
    const taken = await revertImport(ctx, batch, tagging);
    await closeBatch(ctx, batch);
    return taken;
  };
  const taken = await work().catch((error: unknown) => {
    undoLater(ctx, batch, async () => void (await work()));
    throw error;
  });
  progress?.({ zh: "重新计算标签", en: "Evaluating the tags anew" }, 0.6);
  await tagging.updateMembers(ctx, undefined, signal);
  const { retired, ...removed } = taken;
  const counts = { ...removed, ...(await firstCounts(ctx, batch)) };
  const result: Result = {
    import: String(batch),
    ...counts,
    tagsRetired: [...retired],
    warnings: await warningsOf(ctx, batch),
  };
  await ctx.records.transaction().execute(async (tx) => {
    const undone = { ...result, at: formatInstant(ctx.clock()), by: ctx.actor.name };
    await tx
      .updateTable("imports")
      .set({ state: "undone", undone: JSON.stringify(undone) })
      .where("id", "=", batch)
      .execute();
    await audit(tx, ctx, "import.undo", { ...counts, import: batch, tagsRetired: [...retired] });
  });
  return result;
}

/** A later file that repeated rows of this import did not add them again, so the undo removes them for that file too. */
async function warningsOf(ctx: Ctx, batch: number): Promise<Text[]> {
  const later = await ctx.records
    .selectFrom("imports")
    .select(["id", "report"])
    .where("id", ">", batch)
    .where("state", "=", "done")
    .orderBy("id")
    .execute();
  const repeated = later.flatMap(({ id, report }) => {
    const repeatsReport = report as z.output<typeof ImportReport> | null;
    const rows = repeatsReport?.repeats
      ? repeatsReport.repeats.reduce((sum, each) => sum + (each.batch === batch ? each.rows : 0), 0)
      : (repeatsReport?.repeated ?? 0);
    return rows > 0 ? [{ id, rows: repeatsReport?.repeats ? rows : null }] : [];
  });
  if (repeated.length === 0) return [];
  const first = repeated.slice(0, 10);
  const zh = first.map(({ id, rows }) => (rows === null ? `#${id}` : `#${id}（${rows} 行）`)).join("、");
  const en = first.map(({ id, rows }) => (rows === null ? `#${id}` : `#${id} (${rows})`)).join(", ");
  return [
    {
      zh: `之后的导入 ${zh} 里也有本次导入的行，这些行已一并撤销；需要的话，请重新导入那些文件来补回。`,
      en: `Later imports, ${en}, held rows of this one, which are gone with it; import those files again to have them back.`,
    },
  ];
}
