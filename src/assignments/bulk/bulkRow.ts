import type { Ctx, RecordsTx, RecordTables } from "../../engine/index.ts";
import type { Selectable } from "kysely";
import type { Instant } from "../../kernel/index.ts";
import type { BulkPlan } from "./plan.ts";
import type { Chosen } from "./who.ts";

export type StoredBulk = Selectable<RecordTables["bulk_assignments"]>;
export type StoredResult = NonNullable<StoredBulk["result"]>;

/** A bulk assignment that has begun. */
export interface BulkRow extends Chosen {
  readonly id: number;
  readonly at: Instant;
  readonly reason: string | null;
  readonly until: Instant | null;
  readonly evaluations: readonly number[];
}

/** Stores whom a job is about before it changes anything. */
export async function beginBulk(ctx: Ctx, job: string, plan: BulkPlan, chosen: Chosen): Promise<BulkRow> {
  const at = ctx.clock();
  const { kind, id: actor, name } = ctx.actor;
  const { id } = await ctx.records
    .insertInto("bulk_assignments")
    .values({
      job,
      state: "started",
      actor_kind: kind,
      actor,
      actor_name: name,
      at: new Date(at),
      added: JSON.stringify(plan.add.map((tag) => tag.id)),
      removed: JSON.stringify(plan.remove.map((tag) => tag.id)),
      reason: plan.reason,
      until: plan.until === null ? null : new Date(plan.until),
      customers: chosen.customers.length,
      chosen: written(chosen.customers),
      not_found: JSON.stringify(chosen.notFound),
      evaluations: "[]",
      undo_evaluations: "[]",
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { id: Number(id), at, reason: plan.reason, until: plan.until, evaluations: [], ...chosen };
}

/** Forgets a bulk assignment that was refused before it changed anything. */
export async function dropBulk(ctx: Ctx, id: number): Promise<void> {
  await ctx.records.deleteFrom("bulk_assignments").where("id", "=", id).execute();
}

/** What an earlier attempt of the job has begun and not ended. */
export async function bulkOfJob(ctx: Ctx, job: string): Promise<BulkRow | undefined> {
  const row = await ctx.records.selectFrom("bulk_assignments").selectAll().where("job", "=", job).executeTakeFirst();
  if (!row || row.chosen === null) return undefined;
  return {
    id: Number(row.id),
    at: row.at.getTime(),
    reason: row.reason,
    until: row.until?.getTime() ?? null,
    evaluations: row.evaluations,
    customers: read(row.chosen),
    notFound: row.not_found ?? [],
  };
}

/** Stored before the evaluation writes anything, so that an undo knows it. */
export async function noteBulkEvaluation(
  ctx: Ctx,
  bulk: number,
  column: "evaluations" | "undo_evaluations",
  evaluations: readonly number[],
): Promise<void> {
  await ctx.records
    .updateTable("bulk_assignments")
    .set({ [column]: JSON.stringify(evaluations) })
    .where("id", "=", bulk)
    .execute();
}

export async function endBulk(tx: RecordsTx, bulk: number, customers: number, result: StoredResult): Promise<void> {
  await tx
    .updateTable("bulk_assignments")
    .set({ state: "done", customers, result: JSON.stringify(result), chosen: null, not_found: null })
    .where("id", "=", bulk)
    .execute();
}

function written(customers: readonly number[]): string {
  return Buffer.from(Uint32Array.from(customers).buffer).toString("base64");
}

function read(text: string): number[] {
  const bytes = Uint8Array.from(Buffer.from(text, "base64"));
  return [...new Uint32Array(bytes.buffer)];
}
