import type { ExpressionBuilder } from "kysely";
import { type Ctx, type RecordTables, sql } from "../../engine/index.ts";
import { aliasesOf } from "../read/alias.ts";
import type { SplitChoice } from "./writeChange.ts";
import { identitiesOfSql, numbersSql } from "../read/claims.ts";
import { keyOf, LONG_STATEMENT, lookupOwners } from "../../matching/index.ts";
import { customerOrigin, originOf } from "../read/origin.ts";

/** Rows of a customer that now belong to another customer, because the identity that brought them has moved. */
export interface RowMove {
  readonly customer: number;
  readonly origin: number;
  readonly target: number;
}

/** A merge or split whose rows, assignments and overrides have not been moved yet. */
export interface MergeOrSplit {
  readonly id: number;
  readonly kind: "merge" | "split";
  /** The customer that remains, under its present number; for a split, the customer it was split off from. */
  readonly kept: number;
  readonly lost: number;
  /** For a split: the choices of the person. */
  readonly choices: readonly SplitChoice[];
}

export interface Pending {
  readonly moves: readonly RowMove[];
  /** Customers that no longer exist: all their rows move to `target`, whichever identity brought them. */
  readonly gone: readonly { readonly customer: number; readonly target: number }[];
  readonly mergesAndSplits: readonly MergeOrSplit[];
  /** Merges and splits that were stored but never happened because the process stopped, or that were undone since. */
  readonly void: readonly number[];
  /** The stored moves, to be deleted when they are done. */
  readonly noted: readonly NotedMove[];
}

interface NotedMove {
  readonly customer: number;
  readonly platform: string;
  readonly external: string;
  /** It was done once while batches were being written. Those batches are closed now, so this time is the last. */
  readonly last: boolean;
}

/** Value of `waits_for_batch` while a move is being done. A write of the same move meanwhile sets it back to null, so the move is done again. */
const IN_PROGRESS = 0;

/** Whether any work is pending: one small query. */
export async function anyPending({ records }: Pick<Ctx, "records">): Promise<boolean> {
  const { rows } = await records.executeQuery<{ waiting: boolean }>(
    records
      .selectNoFrom(({ exists, or, selectFrom }) =>
        or([
          exists(selectFrom("departed_identities").select("customer").limit(1)),
          exists(selectFrom("merges").select("id").where("reconciled", "=", false).limit(1)),
        ]).as("waiting"),
      )
      .compile(),
  );
  return rows[0]?.waiting === true;
}

/**
 * Computes the pending work from the present owners, not from the history of changes: doing it twice gives the same result, and later
 * changes are included. Moves that wait for batches that are still being written (`open`) are left out.
 */
export async function readPending(ctx: Pick<Ctx, "records" | "facts" | "caches">, open: readonly number[]): Promise<Pending> {
  const least = open.length > 0 ? Math.min(...open) : Number.MAX_SAFE_INTEGER;
  const noted = await ctx.records.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom("departed_identities")
      .selectAll()
      .where(({ eb, or }) => or([eb("waits_for_batch", "is", null), eb("waits_for_batch", "<", least)]))
      .orderBy("customer")
      .execute();
    const found = rows.map(({ customer, platform, external, waits_for_batch: waits }): NotedMove => ({
      customer: Number(customer),
      platform,
      external,
      last: open.length === 0 || (waits !== null && Number(waits) > IN_PROGRESS),
    }));
    for (const part of parts(found))
      await tx.updateTable("departed_identities").set({ waits_for_batch: IN_PROGRESS }).where(oneOf(part)).execute();
    return found;
  });
  const merges = await ctx.records
    .selectFrom("merges")
    .select(["id", "kind", "kept", "lost", "choices", "undone_at"])
    .where("reconciled", "=", false)
    .orderBy("id")
    .execute();

  const owners = await lookupOwners(ctx, noted, "heavy");
  const moves: RowMove[] = noted.flatMap((move) => {
    const target = owners.get(keyOf(move))?.customer;
    return target === undefined || target === move.customer ? [] : [{ customer: move.customer, origin: originOf(move), target }];
  });

  const recorded = merges.map((row) => ({ ...row, kept: Number(row.kept), lost: Number(row.lost) }));
  const owning = await ownersAmong(
    ctx,
    recorded.flatMap(({ kind, kept, lost }) => (kind === "merge" ? [lost] : [kept, lost])),
  );
  const happened = recorded.filter(({ kind, lost, undone_at }) =>
    kind === "merge" ? undone_at === null && !owning.has(lost) : owning.has(lost),
  );
  // Moves that waited for batches are done a second time, with every customer merged meanwhile: otherwise rows that arrived late would stay
  // behind.
  const again = await mergedAmong(ctx, [...new Set(noted.map(({ customer }) => customer))]);
  const aliases = await aliasesOf(ctx, [...happened.flatMap(({ kept, lost }) => [kept, lost]), ...again]);
  const mergesAndSplits = happened.map(({ id, kind, kept, lost, choices }) => ({
    id,
    kind,
    kept: aliases.get(kind === "merge" ? lost : kept) ?? kept,
    lost,
    choices: choices ?? [],
  }));
  const gone = new Map<number, number>();
  for (const { kind, kept, lost } of mergesAndSplits) if (kind === "merge") gone.set(lost, kept);
  for (const customer of again) if (!owning.has(customer) && aliases.has(customer)) gone.set(customer, aliases.get(customer)!);
  for (const { kind, kept, lost } of mergesAndSplits) {
    if (kind !== "split") continue;
    // Rows of unknown origin that this customer, or a customer merged into it earlier, brought along.
    for (const customer of [lost, ...(await mergedInto(ctx, lost))])
      moves.push({ customer: kept, origin: customerOrigin(customer), target: lost });
  }
  return {
    moves,
    gone: [...gone].map(([customer, target]) => ({ customer, target })),
    mergesAndSplits,
    void: recorded.filter((row) => !happened.includes(row)).map(({ id }) => id),
    noted,
  };
}

/** The customers that own at least one identity. */
async function ownersAmong({ facts }: Pick<Ctx, "facts">, customers: readonly number[]): Promise<ReadonlySet<number>> {
  if (customers.length === 0) return new Set();
  const rows = await facts.rows<{ customer: number }>(
    sql`
      SELECT DISTINCT customer
      FROM (${identitiesOfSql(numbersSql(customers))})
      ORDER BY customer
    `,
    {
      lane: "heavy",
      settings: LONG_STATEMENT,
    },
  );
  return new Set(rows.map(({ customer }) => customer));
}

/** The customers that were merged into others and no longer exist. */
async function mergedAmong({ records }: Pick<Ctx, "records">, customers: readonly number[]): Promise<number[]> {
  if (customers.length === 0) return [];
  const rows = await records
    .selectFrom("merges")
    .select("lost")
    .distinct()
    .where("kind", "=", "merge")
    .where("undone_at", "is", null)
    .where("lost", "in", [...customers])
    .execute();
  return rows.map(({ lost }) => Number(lost));
}

/** Customers that were merged into this one, directly or through others. */
async function mergedInto({ records }: Pick<Ctx, "records">, customer: number): Promise<number[]> {
  const found: number[] = [];
  for (let open = [customer]; open.length > 0;) {
    const rows = await records
      .selectFrom("merges")
      .select("lost")
      .distinct()
      .where("kind", "=", "merge")
      .where("undone_at", "is", null)
      .where("kept", "in", open)
      .execute();
    open = rows.map(({ lost }) => Number(lost)).filter((lost) => !found.includes(lost));
    found.push(...open);
  }
  return found;
}

/** Deletes the work that was done. A batch that was open meanwhile may have added rows too late: its moves stay and are done again. */
export async function completePending(
  ctx: Pick<Ctx, "records">,
  { noted, mergesAndSplits, void: obsolete }: Pending,
  open: readonly number[],
): Promise<void> {
  const ids = [...mergesAndSplits.map(({ id }) => id), ...obsolete];
  await ctx.records.transaction().execute(async (tx) => {
    if (obsolete.length > 0)
      await tx
        .deleteFrom("merges")
        .where("id", "in", [...obsolete])
        .where("undone_at", "is", null)
        .execute();
    if (ids.length > 0) await tx.updateTable("merges").set({ reconciled: true }).where("id", "in", ids).execute();
    for (const part of parts(noted.filter(({ last }) => last)))
      await tx.deleteFrom("departed_identities").where(oneOf(part)).where("waits_for_batch", "=", IN_PROGRESS).execute();
    for (const part of parts(noted.filter(({ last }) => !last)))
      await tx
        .updateTable("departed_identities")
        .set({ waits_for_batch: Math.max(...open) })
        .where(oneOf(part))
        .where("waits_for_batch", "=", IN_PROGRESS)
        .execute();
  });
}

function oneOf(moves: readonly NotedMove[]) {
  return ({ eb, refTuple, tuple }: ExpressionBuilder<RecordTables, "departed_identities">) =>
    eb(
      refTuple("customer", "platform", "external"),
      "in",
      moves.map(({ customer, platform, external }) => tuple(customer, platform, external)),
    );
}

const PART_ROWS = 1_000;

function parts<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / PART_ROWS) }, (_, index) => list.slice(index * PART_ROWS, (index + 1) * PART_ROWS));
}
