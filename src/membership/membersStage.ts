import { sql, withStage, type Ctx } from "../engine/index.ts";

/** Columns of a staging table that commitMembers reads: the new members of each tag or tier. */
export const MEMBERS_STAGE = sql`(tag UInt32, value String, customers AggregateFunction(groupBitmap, UInt32)) ENGINE = Memory`;

/** Runs `work` with an empty staging table for commitMembers. */
export function withMembersStage<T>({ facts }: Pick<Ctx, "facts">, work: (table: string) => Promise<T>): Promise<T> {
  return withStage(facts, { part: "members", definition: MEMBERS_STAGE }, work);
}
