import type { Ctx } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";

/** One stored assignment that a bulk assignment has begun or ended. */
interface Term {
  readonly id: number;
  readonly customer: number;
  readonly expires: Instant | null;
}

/** The stored assignments of one tag that an undo is about. */
export interface TermsOfTag {
  readonly begun: readonly Term[];
  readonly ended: readonly Term[];
  /** Customers whose stored assignment somebody has changed since. */
  readonly changed: ReadonlySet<number>;
}

/** By the number of the tag. */
export async function readTermsOf(ctx: Ctx, bulk: number): Promise<ReadonlyMap<number, TermsOfTag>> {
  const rows = await ctx.records
    .selectFrom("overrides")
    .select(["id", "tag", "customer", "expires_at", "removed_at", "begun_in"])
    .where(({ or, eb }) => or([eb("begun_in", "=", bulk), eb("ended_in", "=", bulk)]))
    .orderBy("id")
    .execute();
  const later = await ctx.records
    .selectFrom("overrides")
    .select(["tag", "customer"])
    .where("removed_at", "is", null)
    .where("tag", "in", ({ selectFrom }) =>
      selectFrom("overrides as own")
        .select("own.tag")
        .where(({ or, eb }) => or([eb("own.begun_in", "=", bulk), eb("own.ended_in", "=", bulk)])),
    )
    .where(({ or, eb }) => or([eb("begun_in", "is", null), eb("begun_in", "!=", bulk)]))
    .execute();
  return new Map(
    Array.from(
      Map.groupBy(rows, ({ tag }) => tag),
      ([tag, those]) => {
        const begun = those.filter(({ begun_in }) => Number(begun_in) === bulk);
        const ended = those.filter(({ begun_in }) => Number(begun_in) !== bulk);
        const gone = begun.filter(({ removed_at }) => removed_at !== null);
        const changed = new Set([...gone, ...later.filter((each) => each.tag === tag)].map(({ customer }) => Number(customer)));
        return [tag, { begun: begun.map(termOf), ended: ended.map(termOf), changed }];
      },
    ),
  );
}

function termOf({ id, customer, expires_at }: { id: number; customer: number; expires_at: Date | null }): Term {
  return { id, customer: Number(customer), expires: expires_at?.getTime() ?? null };
}
