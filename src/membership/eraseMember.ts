import { literal, raiseVersion, type Ctx, type RunOptions, sql, type Sql } from "../engine/index.ts";

const WAITING: RunOptions = { lane: "heavy", settings: { mutations_sync: 2 } };

/** Removes a customer, under all its numbers, from the members and from the history, so that both still agree. May run twice. */
export async function eraseMember({ facts, records }: Pick<Ctx, "facts" | "records">, numbers: readonly number[]): Promise<void> {
  const bitmap = sql`bitmapBuild(CAST([${sql.join(numbers.map(literal.integer))}] AS Array(UInt32)))`;
  const without = (column: string) => sql`${sql.id(column)} = bitmapAndnot(${sql.id(column)}, ${bitmap})`;
  const has = (column: string) => sql`bitmapHasAny(${sql.id(column)}, ${bitmap})`;
  const theirs = sql`customer IN (${sql.join(numbers.map(literal.integer))})`;
  const change = async (table: string, what: Sql, where: Sql): Promise<void> => {
    // A mutation reads every part of the table, so none is started when no row would match.
    const found = await facts.rows(sql`SELECT 1 AS found FROM ${sql.id(table)} WHERE ${where} LIMIT 1`, { lane: "heavy" });
    if (found.length > 0) await facts.run(sql`ALTER TABLE ${sql.id(table)} ${what} WHERE ${where}`, WAITING);
  };
  await change("members", sql`UPDATE ${without("customers")}`, has("customers"));
  await change("membership_changes", sql`UPDATE ${without("entered")}, ${without("left")}`, sql`${has("entered")} OR ${has("left")}`);
  await change("metrics", sql`DELETE`, theirs);
  // Also where nothing was found: a crash may have come between the change and this line.
  await raiseVersion(records, "membersRewritten");
}
