import type { Catalogue } from "../../catalogue/index.ts";
import { literal } from "../../engine/index.ts";
import { PERSONAL_SHAPES } from "../../kernel/index.ts";
import type { Target } from "../plan/plan.ts";
import { GOOD, type MappedRows } from "./mapRows.ts";
import type { Work } from "./work.ts";

/** So many rows say what a column holds. */
const LOOKED_AT = 5_000;
const WHOLE = `^(?:${PERSONAL_SHAPES.map(({ pattern }) => `(?:${pattern})`).join("|")})$`;

/**
 * Which of these columns, none of them in the catalogue yet, hold phones, addresses or identity numbers: at least half of their first
 * values do. Nothing is read when all are known.
 */
export async function personalTargets({ ctx, run }: Work, rows: MappedRows, targets: readonly Target[]): Promise<readonly Target[]> {
  const looked = targets.filter(({ type }) => type === "text" || type === "number");
  if (looked.length === 0) return [];
  const columns = looked.map(({ column }, index) => {
    const value = `ifNull(toString(${column}), '')`;
    return `countIf(${value} != '') AS given_${index}, countIf(match(${value}, ${literal.text(WHOLE)})) AS like_${index}`;
  });
  const [row] = await ctx.facts.rows<Record<string, string>>(
    `SELECT ${columns.join(", ")} FROM (SELECT ${looked.map(({ column }) => column).join(", ")} FROM ${rows.table} WHERE ${GOOD} LIMIT ${LOOKED_AT})`,
    run,
  );
  return looked.filter(
    (_, index) => Number(row![`like_${index}`]) > 0 && Number(row![`like_${index}`]) * 2 >= Number(row![`given_${index}`]),
  );
}

/** The targets that some of these events do not know yet as a property. */
export function unknownProperties(catalogue: Catalogue, events: readonly string[], targets: readonly Target[]): Target[] {
  return targets.filter(({ code }) => events.some((event) => !catalogue.events.get(event)?.properties.has(code)));
}
