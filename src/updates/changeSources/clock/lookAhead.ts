import { writtenAmong } from "../../../customers/index.ts";
import { cacheKind, type Ctx, sql, literal } from "../../../engine/index.ts";
import type { Instant } from "../../../kernel/index.ts";
import { LOOK_AHEAD_MILLISECONDS, type Update, type Watched } from "../../changeSource.ts";
import { amongSql, unwritten } from "../batches.ts";
import { boundaryRowsOf, crossingRowsSql, keyOf, keyOfRow, newRowsSql, type BoundaryRow } from "./boundaryRows.ts";
import { propertyColumns } from "./propertyColumns.ts";
import { rowBoundariesOf, type RowBoundary } from "./rowBoundaries.ts";

/** When more rows than this cross a boundary within the next minute, or arrive at once, every update queries the store instead. */
const MAX_ROWS = 20_000;

/** Customers for whom time crossed a boundary, by kind and name. */
export type Crossed = ReadonlyMap<RowBoundary["kind"], ReadonlyMap<string, ReadonlySet<number>>>;

interface LookAhead {
  readonly plan: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly boundaries: readonly (RowBoundary & { readonly rows: { readonly at: Instant; readonly customer: number }[] })[];
  /** The last evaluation. When another caller has made a later one, rows of its batches may be missing here. */
  evaluation: number;
}

/**
 * The rows that cross a boundary within the next minute. They are read once a minute, so that an update need not query every boundary
 * again.
 */
const LOOK_AHEAD = cacheKind<LookAhead>("updates.lookAhead", "lease");

/**
 * The customers for whom time crosses a boundary of the plan during an update; null when the store must be queried. Rows of the update's
 * batches are added for later updates.
 */
export async function crossedAhead(update: Update): Promise<Crossed | null> {
  const { ctx, from, asOf } = update;
  const ahead = asOf < from || asOf > from + LOOK_AHEAD_MILLISECONDS ? null : await readLookAhead(update, asOf);
  if (!ahead || !(await addBatches(update, ahead))) {
    ctx.caches.drop(LOOK_AHEAD);
    return null;
  }
  const found = new Map<RowBoundary["kind"], Map<string, Set<number>>>();
  for (const { kind, name, crosses, rows } of ahead.boundaries) {
    const [first, last] = [crosses(from), crosses(asOf)];
    for (const { at, customer } of rows) {
      if (at < first || at > last) continue;
      const names = found.get(kind) ?? new Map<string, Set<number>>();
      found.set(kind, names.set(name, (names.get(name) ?? new Set()).add(customer)));
    }
  }
  return found;
}

/** The next instant at which a row crosses a boundary, or at which to ask again; null when the store must be queried. */
export async function nextCrossedAhead(watched: Watched): Promise<Instant | null> {
  const ahead = await readLookAhead(watched, watched.from + 1);
  if (!ahead) return null;
  let next = ahead.until;
  for (const { crosses, crossedAt, rows } of ahead.boundaries) {
    const first = crosses(watched.from);
    for (const { at } of rows) if (at >= first) next = Math.min(next, crossedAt(at));
  }
  return next;
}

/**
 * Records the number of evaluations of an update, whose rows the look-ahead contains. If there were more, another caller made them, and the
 * look-ahead is dropped.
 */
export async function noteEvaluations(ctx: Ctx, evaluations: number): Promise<void> {
  const ahead = ctx.caches.get(LOOK_AHEAD);
  if (!ahead) return;
  const last = await lastEvaluation(ctx);
  if (last - ahead.evaluation > evaluations) ctx.caches.drop(LOOK_AHEAD);
  else ahead.evaluation = last;
}

async function readLookAhead({ ctx, tags, from }: Watched, to: Instant): Promise<LookAhead | null> {
  const found = rowBoundariesOf(tags.plan, propertyColumns(tags.catalogue), ctx.workspace.timezone);
  const plan = JSON.stringify(found.map(({ key }) => key));
  const evaluation = await lastEvaluation(ctx);
  const cached = ctx.caches.get(LOOK_AHEAD);
  if (cached?.plan === plan && cached.evaluation === evaluation && cached.from <= from && to <= cached.until) return cached;
  ctx.caches.drop(LOOK_AHEAD);
  const until = from + LOOK_AHEAD_MILLISECONDS;
  const ahead: LookAhead = { plan, from, until, boundaries: found.map(({ boundary }) => ({ ...boundary, rows: [] })), evaluation };
  // At the end of a month, and when clocks are put back, a boundary of months steps back. Then the store must be queried.
  if (ahead.boundaries.some(({ crosses }) => crosses(until) < crosses(from))) return null;
  for (const boundaries of Map.groupBy(ahead.boundaries, keyOf).values()) {
    const statement = sql`
      ${crossingRowsSql({ boundaries, from, until })}
      LIMIT ${literal.integer(MAX_ROWS + 1)}
    `;
    const rows = await ctx.facts.rows<BoundaryRow>(statement, { lane: "heavy" });
    if (rows.length > MAX_ROWS) return null;
    addRows(ahead, rows);
  }
  ctx.caches.set(LOOK_AHEAD, ahead);
  return ahead;
}

/** Adds rows to the boundaries that they cross before the look-ahead ends. */
function addRows({ boundaries, from, until }: LookAhead, rows: readonly BoundaryRow[]): void {
  const byKey = Map.groupBy(rows, keyOfRow);
  for (const boundary of boundaries) {
    const [first, last] = [boundary.crosses(from), boundary.crosses(until)];
    for (const row of byKey.get(keyOf(boundary)) ?? []) {
      const value = boundary.column === "at" ? row.atMs : row.timeMs;
      const at = value === null ? NaN : Number(value);
      if (at >= first && at <= last) boundary.rows.push({ at, customer: row.customer });
    }
  }
}

/** Adds the rows of the update's batches. False when there are too many, or when a row changed its customer. */
async function addBatches({ ctx, batches, asOf }: Update, ahead: LookAhead): Promise<boolean> {
  if (batches.length === 0) return true;
  // The customers of these rows are evaluated in this update; later updates need what the rows cross after it.
  const later = { ...ahead, from: asOf };
  // Of properties only the store knows the values.
  const written = ahead.boundaries.some(({ property }) => property !== null) ? new Map<number, never>() : writtenAmong(ctx, batches);
  for (const rows of written.values()) addRows(later, boundaryRowsOf(rows));
  const others = unwritten(batches, written);
  if (others.length === 0) return true;
  const statement = sql`
    SELECT *
    FROM (${newRowsSql(amongSql(others), later)})
    LIMIT ${literal.integer(MAX_ROWS + 1)}
  `;
  const rows = await ctx.facts.rows<BoundaryRow | { kind: "moved" }>(statement, { lane: "heavy" });
  if (rows.length > MAX_ROWS || rows.some(({ kind }) => kind === "moved")) return false;
  addRows(later, rows as BoundaryRow[]);
  return true;
}

async function lastEvaluation({ records }: Pick<Ctx, "records">): Promise<number> {
  const row = await records
    .selectFrom("evaluations")
    .select((select) => select.fn.max("id").as("id"))
    .executeTakeFirst();
  return Number(row?.id ?? 0);
}
