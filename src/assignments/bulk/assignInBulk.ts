import { audit } from "../../access/index.ts";
import type { BulkAssignmentInput, BulkAssignmentResult } from "../../contract/index.ts";
import { literal, type Ctx, sql, withStage } from "../../engine/index.ts";
import { aliasesOf } from "../../identity/index.ts";
import type { JobWork } from "../../jobs/index.ts";
import { asEvaluation, endAssignments, exclusively, type Assignment, type CustomerTag } from "../../membership/index.ts";
import { exclusiveTags, guardedTags, noteEvaluated, type TagRecord } from "../../tags/index.ts";
import { resolveExclusive } from "../exclusive.ts";
import { beginBulk, bulkOfJob, dropBulk, endBulk, noteBulkEvaluation, type BulkRow, type StoredResult } from "./bulkRow.ts";
import {
  commitChanges,
  followMoves,
  keepMany,
  movesOfEvaluations,
  requireQuotaOfChanges,
  sumOf,
  type Change,
  type Moves,
} from "./commitChanges.ts";
import { readPlan, type BulkPlan } from "./plan.ts";
import { shownResult } from "./shown.ts";
import { checkCustomers, chooseCustomers } from "./who.ts";

/** What a running job gives to its function. */
export type BulkWork = Pick<JobWork, "job" | "progress" | "signal" | "noted" | "note">;

/** Refuses at once what would fail later. @throws as assignInBulk */
export async function checkBulkAssignment(ctx: Ctx, input: BulkAssignmentInput): Promise<void> {
  await readPlan(ctx, input);
  await checkCustomers(ctx, input.who);
}

/**
 * Adds static tags to many customers and removes others, in one evaluation: the history shows all of it or nothing. The customers are
 * chosen once and stored, so a job that a crash interrupts goes on with the same ones. Ends are stored before the members, reasons of removals
 * after them. Each exclusive group keeps its rule. Rights are checked when it runs.
 * @throws as readPlan and chooseCustomers; CUSTOMER_TAG_QUOTA, then nothing is changed
 */
export async function assignInBulk({
  ctx,
  input,
  work,
}: {
  readonly ctx: Ctx;
  readonly input: BulkAssignmentInput;
  readonly work: BulkWork;
}): Promise<BulkAssignmentResult> {
  if (work.noted !== null) return work.noted as BulkAssignmentResult;
  const plan = await readPlan(ctx, input);
  const begun = await bulkOfJob(ctx, work.job);
  const finding = { zh: "查找客户", en: "Finding customers" };
  work.progress(finding, null);
  const chosen = begun ?? (await chooseCustomers(ctx, input.who, (share) => work.progress(finding, share / 4)));
  work.signal.throwIfAborted();
  const row = begun ?? (await beginBulk(ctx, work.job, plan, chosen));
  return exclusively(ctx, async () => {
    work.progress({ zh: "打标签", en: "Assigning" }, 0.25);
    // An assignment that has ended leaves first, so that the history shows the break before the new assignment.
    await endAssignments(ctx);
    const customers = await presentCustomers(ctx, row.customers);
    const cause = { at: row.at, cause: ctx.actor.kind === "key" ? "api" : "person", actor: ctx.actor.name } as const;
    const wanted = await changesOf(ctx, plan, row, customers);
    try {
      await requireQuotaOfChanges(ctx, plan.visible.all, wanted.changes);
    } catch (error) {
      await dropBulk(ctx, row.id);
      throw error;
    }
    const keep = { at: row.at, bulk: row.id };
    for (const { tag, assignments } of wanted.put) await keepMany(ctx, { ...keep, tag: tag.id, assignments });
    work.progress({ zh: "打标签", en: "Assigning" }, 0.5);
    let moves = await movesOfEvaluations(ctx, row.evaluations);
    if (moves.size === 0) {
      const evaluations = [...row.evaluations];
      await asEvaluation(ctx, "assign", row.at, async (evaluation) => {
        evaluations.push(evaluation);
        await noteBulkEvaluation(ctx, row.id, "evaluations", evaluations);
        await commitChanges(ctx, wanted.changes, { ...cause, evaluation });
      });
      moves = await movesOfEvaluations(ctx, evaluations);
    }
    for (const [tag, { left }] of moves) {
      const assignments = left.map((customer): Assignment => ({ customer, direction: "out", reason: row.reason, until: null }));
      await keepMany(ctx, { ...keep, tag, assignments });
    }
    work.progress({ zh: "更新引用这些标签的标签", en: "Updating tags that name them" }, 0.75);
    await followMoves(ctx, plan.visible.all, moves, cause);
    const result = resultOf(plan, customers.length, wanted.kept, moves, row.notFound.length);
    const shown = shownResult(plan.visible, row.id, customers.length, result, row.notFound);
    await ctx.records.transaction().execute(async (tx) => {
      await endBulk(tx, row.id, customers.length, result);
      await noteEvaluated(
        tx,
        [...plan.add, ...plan.remove].map(({ id }) => id),
        row.at,
      );
      await audit(tx, ctx, "tag.assignInBulk", {
        bulk: row.id,
        add: plan.add.map(({ code }) => code),
        remove: plan.remove.map(({ code }) => code),
        customers: customers.length,
        entered: sumOf(moves, "entered"),
        left: sumOf(moves, "left"),
      });
      await work.note(tx, shown);
    });
    return shown;
  });
}

/** Those of the chosen who are still there; a merged customer is the one that it belongs to now. */
async function presentCustomers(ctx: Ctx, chosen: readonly number[]): Promise<number[]> {
  return withStage(ctx.facts, { part: "bulk", definition: sql`(customer UInt32) ENGINE = Memory` }, async (stage) => {
    await ctx.facts.insert(
      stage,
      chosen.map((customer) => ({ customer })),
    );
    const rows = await ctx.facts.rows<{ customer: number }>(
      sql`
        SELECT customer
        FROM ${sql.id(stage)}
        WHERE customer NOT IN (SELECT customer FROM customers)
        ORDER BY customer
      `,
      { lane: "heavy" },
    );
    if (rows.length === 0) return [...chosen];
    const gone = new Set(rows.map(({ customer }) => customer));
    const aliases = await aliasesOf(ctx, [...gone]);
    return [...new Set([...chosen.filter((customer) => !gone.has(customer)), ...aliases.values()])].toSorted((a, b) => a - b);
  });
}

interface Wanted {
  readonly changes: readonly Change[];
  readonly put: readonly { readonly tag: TagRecord; readonly assignments: readonly Assignment[] }[];
  /** By tag: customers who keep a higher tag of its group. */
  readonly kept: ReadonlyMap<number, number>;
}

/** What the tags and terms come to for these customers, by the members stored now. */
async function changesOf(ctx: Ctx, { add, remove, visible }: BulkPlan, row: BulkRow, customers: readonly number[]): Promise<Wanted> {
  const removed = new Set(remove.map(({ id }) => id));
  const changes: Change[] = remove.map((tag) => ({ tag, in: [], out: customers }));
  const put: { tag: TagRecord; assignments: readonly Assignment[] }[] = [];
  const kept = new Map<number, number>();
  const assignments = customers.map((customer): Assignment => ({ customer, direction: "in", reason: row.reason, until: row.until }));
  for (const tag of add) {
    const exclusive = exclusiveTags(visible.all, tag);
    const held = exclusive ? await heldBy(ctx, customers, exclusive.tags) : [];
    const resolved = resolveExclusive(
      exclusive,
      tag,
      assignments,
      held.filter((each) => !removed.has(each.tag)),
      await guardedTags(ctx, visible.all, exclusive?.tags ?? []),
    );
    put.push({ tag, assignments: resolved.own });
    kept.set(tag.id, resolved.kept.length);
    changes.push({ tag, in: resolved.own.map(({ customer }) => customer), out: [] });
    for (const other of resolved.replaced) changes.push({ tag: other.tag, in: [], out: other.assignments.map(({ customer }) => customer) });
  }
  return { changes, put, kept };
}

/** Which of these tags the customers have. */
async function heldBy(ctx: Ctx, customers: readonly number[], tags: readonly TagRecord[]): Promise<CustomerTag[]> {
  const rows = await ctx.facts.rows<{ tag: number; had: number[] }>(
    sql`
      SELECT tag, bitmapToArray(groupBitmapMergeState(customers)) AS had
      FROM members FINAL
      WHERE tag IN (${sql.join(tags.map(({ id }) => literal.integer(id)))})
      GROUP BY tag
      ORDER BY tag
    `,
    { lane: "heavy" },
  );
  const chosen = new Set(customers);
  return rows.flatMap(({ tag, had }) => had.filter((one) => chosen.has(one)).map((customer) => ({ customer, tag, value: "" })));
}

function resultOf(plan: BulkPlan, customers: number, kept: Wanted["kept"], moves: Moves, notFound: number): StoredResult {
  const named = new Set([...plan.add, ...plan.remove].map(({ id }) => id));
  const count = ({ id }: TagRecord, direction: "in" | "out") => {
    const moved = moves.get(id)?.[direction === "in" ? "entered" : "left"].length ?? 0;
    const higher = direction === "in" ? (kept.get(id) ?? 0) : 0;
    return { tag: id, direction, moved, already: customers - moved - higher, kept: higher };
  };
  return {
    tags: [...plan.add.map((tag) => count(tag, "in")), ...plan.remove.map((tag) => count(tag, "out"))],
    replaced: [...moves].flatMap(([tag, { left }]) => (named.has(tag) || left.length === 0 ? [] : [{ tag, customers: left.length }])),
    notFound,
  };
}
