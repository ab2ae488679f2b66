import { ATTRIBUTE_COLUMNS, type Catalogue, type FieldType } from "../../catalogue/index.ts";
import { instantOfFacts, literal, type Ctx } from "../../engine/index.ts";
import { undecidedAmong } from "../undecided.ts";
import type { AttributeRow } from "./attributeRows.ts";

const INGEST = { lane: "ingest", settings: { max_query_size: 1_000_000_000 } } as const;

function list<T>(values: readonly T[], write: (value: T) => string): string {
  return `[${[...new Set(values)].map(write).join(", ")}]`;
}

/**
 * Of the attribute values, those that nobody has stated: the same value of the same customer for the same instant. Whoever states another
 * value for that instant adds it; which of the two holds is decided by the values, not by which came first.
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
  const instants = doubtful.map((row) => row.at).toSorted();
  const known = await ctx.facts.rows<AttributeRow>(
    `SELECT attribute, customer, at, text, number, time, date, flag, list, cleared, batch FROM attribute_values
    WHERE attribute IN ${list(
      doubtful.map((row) => row.attribute),
      literal.text,
    )}
    AND customer IN ${list(
      doubtful.map((row) => row.customer),
      literal.integer,
    )}
    AND at BETWEEN ${literal.instant(instantOfFacts(instants[0]!))} AND ${literal.instant(instantOfFacts(instants.at(-1)!))}`,
    INGEST,
  );
  const wanted = new Set(doubtful.map(statementOf));
  const matching = known.filter((row) => wanted.has(statementOf(row)));
  // What a batch states that may still be taken back is stated again: twice is once, and nothing goes with it.
  const open = await undecidedAmong(
    ctx,
    matching.map(({ batch }) => Number(batch)).filter((batch) => batch !== rows[0]?.batch),
  );
  const stated = new Set(matching.filter(({ batch }) => !open.has(Number(batch))).map(statementOf));
  return distinct.filter((row) => !stated.has(statementOf(row)));
}

/** Of what one caller states of one attribute of a customer for one instant, the last counts. `callers` is by place of the message. */
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

/** What a row says in its attribute's type. Other columns hold what it was sent as, or what is kept aside. */
function statedBy(row: AttributeRow, type: FieldType): unknown {
  if (row.cleared) return null;
  const value = row[ATTRIBUTE_COLUMNS[type] as "text"];
  const stated = type === "list" ? value!.length > 0 : value !== null;
  return stated ? [value] : [row.text, row.list, "aside"];
}
