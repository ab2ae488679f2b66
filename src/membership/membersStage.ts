import { withStage, type Ctx } from "../engine/index.ts";

/** Columns of a staging table that commitMembers reads: who has each tag, or each tier of it, from now on. */
export const MEMBERS_STAGE = "(tag UInt32, value String, customers AggregateFunction(groupBitmap, UInt32)) ENGINE = Memory";

/** Works with an empty staging table of members, as commitMembers reads it. */
export function withMembersStage<T>({ facts }: Pick<Ctx, "facts">, work: (table: string) => Promise<T>): Promise<T> {
  return withStage(facts, { part: "members", definition: MEMBERS_STAGE }, work);
}
