import { STORED_TYPES, VALUE_COLUMNS, type Catalogue, type FieldType } from "../../catalogue/index.ts";
import { instantOfFacts, literal, type Ctx, sql } from "../../engine/index.ts";
import { openBatches } from "../batches.ts";
import { undecidedAmong } from "../undecided.ts";
import type { AttributeRow } from "./attributeRows.ts";
import { listSql } from "./listSql.ts";

const INGEST = { lane: "ingest", settings: { max_query_size: 1_000_000_000 } } as const;

/**
 * The attribute values that are not stored yet: a stored one has the same value, customer and instant. A different value for the same
 * instant is added; the values decide which of the two counts, not the order of arrival.
 */
export async function unstatedAttributes(
  ctx: Pick<Ctx, "records" | "facts" | "caches">,
  rows: readonly AttributeRow[],
  { firstNew, catalogue }: { readonly firstNew: number; readonly catalogue: Catalogue },
): Promise<AttributeRow[]> {
  const statementOf = (row: AttributeRow) =>
    `${placeOf(row)} ${JSON.stringify(statedBy(row, catalogue.attributes.get(row.attribute)!.type))}`;
  const distinct = [...new Map(rows.map((row) => [statementOf(row), row])).values()];
  const doubtful = distinct.filter((row) => row.customer < firstNew);
  if (doubtful.length === 0) return distinct;
  // Asked before the look too: a batch that was undone since then is not open any more.
  const openBefore = await openBatches(ctx);
  const instants = doubtful.map((row) => row.at).toSorted();
  const stored = await ctx.facts.rows<AttributeRow>(
    sql`
      SELECT attribute, customer, at, ${sql.join(VALUE_COLUMNS.map(sql.id))}, cleared, batch
      FROM attribute_values
      WHERE attribute IN ${listSql(doubtful.map((row) => literal.text(row.attribute)))}
        AND customer IN ${listSql(doubtful.map((row) => literal.integer(row.customer)))}
        AND at BETWEEN ${literal.instant(instantOfFacts(instants[0]!))} AND ${literal.instant(instantOfFacts(instants.at(-1)!))}
    `,
    INGEST,
  );
  const wanted = new Set(doubtful.map(statementOf));
  const matching = stored.filter((row) => wanted.has(statementOf(row)));
  // A value of a batch that may still be undone is written again: a duplicate does no harm, and the value stays when that batch is undone.
  const open = await undecidedAmong(
    ctx,
    matching.map(({ batch }) => Number(batch)).filter((batch) => batch !== rows[0]?.batch),
  );
  for (const batch of openBefore) open.add(batch);
  const stated = new Set(matching.filter(({ batch }) => !open.has(Number(batch))).map(statementOf));
  return distinct.filter((row) => !stated.has(statementOf(row)));
}

/**
 * When one caller states several values of an attribute for one customer and instant, the last one counts. `callers` has one entry for each
 * message.
 */
export function lastOfCallers<T extends { readonly row: AttributeRow; readonly message: number }>(
  matching: readonly T[],
  callers: ArrayLike<number> | undefined,
): readonly T[] {
  const last = new Map(matching.map((one) => [`${callers?.[one.message] ?? 0} ${placeOf(one.row)}`, one]));
  return last.size === matching.length
    ? matching
    : matching.filter((one) => last.get(`${callers?.[one.message] ?? 0} ${placeOf(one.row)}`) === one);
}

function placeOf({ attribute, customer, at }: AttributeRow): string {
  return `${customer} ${at} ${attribute}`;
}

/** The value of a row in its attribute's type. Other columns hold the original text, or a value that does not fit. */
function statedBy(row: AttributeRow, type: FieldType): unknown {
  if (row.cleared) return null;
  const { column, absent } = STORED_TYPES[type];
  const value = row[column];
  return (absent === null ? value !== null : (value as string[]).length > 0) ? [value] : [row.text, row.list, "aside"];
}
