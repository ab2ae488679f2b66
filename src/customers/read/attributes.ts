import { anyFitsSql, latestFirstSql, readCatalogue, STORED_TYPES, VALUE_COLUMNS, type AttributeDef } from "../../catalogue/index.ts";
import type { Value } from "../../contract/index.ts";
import { instantOfFacts, literal, type Ctx, sql } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";

export interface AttributeNow {
  readonly attribute: AttributeDef;
  readonly value: Value;
  /** When the value became valid. */
  readonly at: Instant;
}

export interface ReadAttributesInput {
  readonly customers: readonly number[];
  /** Codes; all when absent. */
  readonly attributes?: readonly string[];
  /** The instant to read at; now when absent. */
  readonly asOf?: Instant;
}

interface Row extends Record<string, unknown> {
  attribute: string;
  customer: number;
  at: string;
  cleared: boolean;
}

/**
 * The attributes of customers as of an instant, in the order of the catalogue. Not masked: for the reasons of rules, and for verbs that
 * mask.
 */
export async function readAttributes({
  ctx,
  input,
}: {
  ctx: Pick<Ctx, "records" | "facts" | "caches" | "clock">;
  input: ReadAttributesInput;
}): Promise<ReadonlyMap<number, readonly AttributeNow[]>> {
  const { customers, attributes, asOf = ctx.clock() } = input;
  const found = new Map<number, AttributeNow[]>();
  if (customers.length === 0) return found;
  const catalogue = await readCatalogue({ ctx });
  const chosen = [...catalogue.attributes.values()].filter(({ code }) => attributes === undefined || attributes.includes(code));
  const rows = await ctx.facts.rows<Row>(
    sql`
      SELECT attribute, customer, at, ${sql.join(VALUE_COLUMNS.map(sql.id))}, cleared
      FROM attribute_values
      WHERE customer IN [${sql.join(customers.map(literal.integer))}]
        AND at <= ${literal.instant(asOf)}
        AND ${anyFitsSql(chosen)}
        ${attributes ? sql`AND attribute IN ${literal.texts(attributes)}` : sql.empty}
      ORDER BY customer, attribute, ${latestFirstSql(chosen)}
      LIMIT 1 BY customer, attribute
    `,
  );
  for (const row of rows) {
    const attribute = catalogue.attributes.get(row.attribute);
    const value = attribute && !row.cleared ? shownOf(attribute, row) : null;
    if (!attribute || value === null) continue;
    const list = found.get(row.customer);
    const entry = { attribute, value, at: instantOfFacts(row.at) };
    if (list) list.push(entry);
    else found.set(row.customer, [entry]);
  }
  const order = new Map([...catalogue.attributes.keys()].map((code, index) => [code, index]));
  for (const list of found.values()) list.sort((a, b) => order.get(a.attribute.code)! - order.get(b.attribute.code)!);
  return found;
}

function shownOf({ type }: AttributeDef, row: Row): Value | null {
  const { shown, column } = STORED_TYPES[type];
  return shown(row[column]);
}
