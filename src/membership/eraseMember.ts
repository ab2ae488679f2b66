import { textLiteral as literal, raiseVersion, type Ctx, type RunOptions } from "../engine/index.ts";
import { numbersSql } from "../identity/index.ts";

const WAITING: RunOptions = { lane: "heavy", settings: { mutations_sync: 2 } };

/** Removes a customer, under all its numbers, from the members and from the history, so that both still agree. May run twice. */
export async function eraseMember({ facts, records }: Pick<Ctx, "facts" | "records">, numbers: readonly number[]): Promise<void> {
  const bitmap = `bitmapBuild(CAST([${numbers.map(literal.integer).join(", ")}] AS Array(UInt32)))`;
  const without = (column: string) => `${column} = bitmapAndnot(${column}, ${bitmap})`;
  const has = (column: string) => `bitmapHasAny(${column}, ${bitmap})`;
  const theirs = `customer IN ${numbersSql(numbers)}`;
  const change = async (table: string, what: string, where: string): Promise<void> => {
    // A mutation reads every part of the table, so none is started when no row would match.
    const found = await facts.rows(`SELECT 1 AS found FROM ${table} WHERE ${where} LIMIT 1`, { lane: "heavy" });
    if (found.length > 0) await facts.run(`ALTER TABLE ${table} ${what} WHERE ${where}`, WAITING);
  };
  await change("members", `UPDATE ${without("customers")}`, has("customers"));
  await change("membership_changes", `UPDATE ${without("entered")}, ${without("left")}`, `${has("entered")} OR ${has("left")}`);
  await change("metrics", "DELETE", theirs);
  // Also where nothing was found: a crash may have come between the change and this line.
  await raiseVersion(records, "membersRewritten");
}
