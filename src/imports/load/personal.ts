import type { Catalogue } from "../../catalogue/index.ts";
import { literal, sql } from "../../engine/index.ts";
import { PERSONAL_SHAPES } from "../../kernel/index.ts";
import type { Target } from "../plan/importPlan.ts";
import { GOOD, type MappedRows } from "./mapRows.ts";
import type { Work } from "./work.ts";

/** Rows that are inspected to find out what a column contains. */
const SAMPLE_ROWS = 5_000;
const FULL_MATCH = `^(?:${PERSONAL_SHAPES.map(({ pattern }) => `(?:${pattern})`).join("|")})$`;

/**
 * The columns, of those that are not in the catalogue yet, that contain phones, addresses or identity numbers: at least half of their first
 * values match. Reads nothing if all columns are in the catalogue.
 */
export async function personalTargets({ ctx, run }: Work, rows: MappedRows, targets: readonly Target[]): Promise<readonly Target[]> {
  const looked = targets.filter(({ type }) => type === "text" || type === "number");
  if (looked.length === 0) return [];
  const columns = looked.map(({ column }, index) => {
    const value = sql`ifNull(toString(${sql.id(column)}), '')`;
    return sql`countIf(${value} != '') AS given_${literal.integer(index)}, countIf(match(${value}, ${literal.text(FULL_MATCH)})) AS like_${literal.integer(index)}`;
  });
  const [row] = await ctx.facts.rows<Record<string, string>>(
    sql`
      SELECT ${sql.join(columns)}
      FROM (
        SELECT ${sql.join(looked.map(({ column }) => sql.id(column)))}
        FROM ${sql.id(rows.table)}
        WHERE ${GOOD}
        LIMIT ${literal.integer(SAMPLE_ROWS)}
      )
    `,
    run,
  );
  return looked.filter(
    (_, index) => Number(row![`like_${index}`]) > 0 && Number(row![`like_${index}`]) * 2 >= Number(row![`given_${index}`]),
  );
}

/** The targets that are not yet a property of at least one of these events. */
export function unknownProperties(catalogue: Catalogue, events: readonly string[], targets: readonly Target[]): Target[] {
  return targets.filter(({ code }) => events.some((event) => !catalogue.events.get(event)?.properties.has(code)));
}
