import type { ExpressionBuilder } from "kysely";
import type { Ctx, RecordTables } from "../../engine/index.ts";
import { aliasesOf } from "../read/alias.ts";
import type { SplitChoice } from "./writeChange.ts";
import { identitiesOfSql, numbersSql } from "../read/claims.ts";
import { keyOf, LONG_STATEMENT, lookupOwners } from "../../matching/index.ts";
import { customerOrigin, originOf } from "../read/origin.ts";

/** Rows of a customer that an identity brought belong to another customer now. */
export interface RowMove {
  readonly customer: number;
  readonly origin: number;
  readonly target: number;
}

/** A merge or a split whose rows, tags and overrides have not followed yet. */
export interface MergeOrSplit {
  readonly id: number;
  readonly kind: "merge" | "split";
  /** The customer that goes on, under its number of today; of a split the one it was split off from. */
  readonly kept: number;
  readonly lost: number;
  /** Of a split: what a person chose. */
  readonly choices: readonly SplitChoice[];
}

export interface Pending {
  readonly moves: readonly RowMove[];
  /** Customers that are no more: all their rows go to `target`, whoever brought them. */
  readonly gone: readonly { readonly customer: number; readonly target: number }[];
  readonly mergesAndSplits: readonly MergeOrSplit[];
  /** Written down and then not done, for a process stopped in between; or done and undone since. */
  readonly void: readonly number[];
  /** The moves as they are kept, to be crossed out. */
  readonly noted: readonly NotedMove[];
}

interface NotedMove {
  readonly customer: number;
  readonly platform: string;
  readonly external: string;
  /** It was done before, while batches were being written that are not any more: this time is the last. */
  readonly last: boolean;
}

/** NotedMove, and being followed: whoever notes it again meanwhile takes this away. */
const IN_PROGRESS = 0;

/** Whether anything waits: one small query. */
export async function anyPending({ records }: Pick<Ctx, "records">): Promise<boolean> {
  const { rows } = await records.executeQuery<{ waiting: boolean }>(
    records
      .selectNoFrom(({ exists, or, selectFrom }) =>
        or([
          exists(selectFrom("identity_moves").select("customer").limit(1)),
          exists(selectFrom("merges").select("id").where("settled", "=", false).limit(1)),
        ]).as("waiting"),
      )
      .compile(),
  );
  return rows[0]?.waiting === true;
}

/**
 * What has to follow, worked out from who every identity points at now and not from how it came to that: done twice it is the same, and
 * what happened in between is in it. Moves that wait for batches still being written (`open`) are left out.
 */
export async function readPending(ctx: Pick<Ctx, "records" | "facts" | "caches">, open: readonly number[]): Promise<Pending> {
  const least = open.length > 0 ? Math.min(...open) : Number.MAX_SAFE_INTEGER;
  const noted = await ctx.records.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom("identity_moves")
      .selectAll()
      .where(({ eb, or }) => or([eb("waits", "is", null), eb("waits", "<", least)]))
      .orderBy("customer")
      .execute();
    const found = rows.map(({ customer, platform, external, waits }): NotedMove => ({
      customer: Number(customer),
      platform,
      external,
      last: open.length === 0 || (waits !== null && Number(waits) > IN_PROGRESS),
    }));
    for (const part of parts(found)) await tx.updateTable("identity_moves").set({ waits: IN_PROGRESS }).where(oneOf(part)).execute();
    return found;
  });
  const merges = await ctx.records
    .selectFrom("merges")
    .select(["id", "kind", "kept", "lost", "choices", "undone_at"])
    .where("settled", "=", false)
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
  // Waiting moves are done a second time; whoever was merged meanwhile takes part again, or rows that came late would stay behind.
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
    // Rows of unknown origin that once came along with it, and with those it had become before.
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

/** Of customers, those that some identity points at. */
async function ownersAmong({ facts }: Pick<Ctx, "facts">, customers: readonly number[]): Promise<ReadonlySet<number>> {
  if (customers.length === 0) return new Set();
  const rows = await facts.rows<{ customer: number }>(
    `SELECT DISTINCT customer FROM (${identitiesOfSql(numbersSql(customers))}) ORDER BY customer`,
    {
      lane: "heavy",
      settings: LONG_STATEMENT,
    },
  );
  return new Set(rows.map(({ customer }) => customer));
}

/** Of customers, those that were merged and are no more. */
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

/** Customers that became this one, even through others. */
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

/** Crosses out what was done. Rows of batches that were being written meanwhile may have come too late for it: those are looked at again. */
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
    if (ids.length > 0) await tx.updateTable("merges").set({ settled: true }).where("id", "in", ids).execute();
    for (const part of parts(noted.filter(({ last }) => last)))
      await tx.deleteFrom("identity_moves").where(oneOf(part)).where("waits", "=", IN_PROGRESS).execute();
    for (const part of parts(noted.filter(({ last }) => !last)))
      await tx
        .updateTable("identity_moves")
        .set({ waits: Math.max(...open) })
        .where(oneOf(part))
        .where("waits", "=", IN_PROGRESS)
        .execute();
  });
}

function oneOf(moves: readonly NotedMove[]) {
  return ({ eb, refTuple, tuple }: ExpressionBuilder<RecordTables, "identity_moves">) =>
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
