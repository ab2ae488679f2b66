import { presentSql, readCatalogue, type AttributeDef, type FieldType } from "../../../catalogue/index.ts";
import type { TypePreview } from "../../../contract/index.ts";
import { type Ctx, sql, literal } from "../../../engine/index.ts";
import { problem, requirePermission } from "../../../kernel/index.ts";
import { shownSample } from "../../mask.ts";
import { type Fate, HEAVY, RAW, statedSql, withRaws } from "./raws.ts";

const EXAMPLES = 5;
const EXAMPLE_LETTERS = 60;

/**
 * Previews a change of type: how many values can be read as the type. The tags are added by a room that knows rules. Changes nothing.
 * @throws NOT_FOUND
 */
export async function previewAttributeType({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { readonly attribute: string; readonly type: FieldType };
}): Promise<Omit<TypePreview, "tags">> {
  requirePermission(ctx, "catalogue.edit");
  const attribute = (await readCatalogue({ ctx })).attributes.get(input.attribute);
  if (!attribute) throw problem("NOT_FOUND", { what: input.attribute });
  const { code, type: from } = attribute;
  const { type: to } = input;
  return withRaws(ctx, { attribute: code, type: to, lacking: false }, async (table) => {
    const rows = await ctx.facts.rows<{ fate: Fate; values: string; customers: string; aside: string }>(
      sql`
        SELECT m.fate AS fate, count() AS values, uniqExact(customer) AS customers, countIf(NOT ${presentSql(from)}) AS aside
        FROM (
          SELECT *, ${RAW} AS raw
          FROM ${statedSql(code)}
        ) AS a
        INNER JOIN (SELECT raw, fate FROM ${sql.id(table)}) AS m ON a.raw = m.raw
        GROUP BY fate
        ORDER BY fate
      `,
      HEAVY,
    );
    const of = (fate: Fate) => rows.find((row) => row.fate === fate);
    const count = (text: string | undefined) => Number(text ?? 0);
    const readable = of("readable");
    const unreadable = of("unreadable");
    return {
      attribute: code,
      from,
      to,
      readable: count(readable?.values),
      missing: count(of("missing")?.values),
      unreadable: count(unreadable?.values),
      customers: count(unreadable?.customers),
      restored: count(readable?.aside),
      examples: unreadable ? await examplesOf(ctx, attribute, table) : [],
    };
  });
}

async function examplesOf(ctx: Ctx, attribute: AttributeDef, table: string): Promise<TypePreview["examples"]> {
  const rows = await ctx.facts.rows<{ raw: string; values: string; customer: number }>(
    sql`
      SELECT a.raw AS raw, count() AS values, min(customer) AS customer
      FROM (
        SELECT customer, ${RAW} AS raw
        FROM ${statedSql(attribute.code)}
      ) AS a
      INNER JOIN (
        SELECT raw
        FROM ${sql.id(table)}
        WHERE fate = 'unreadable'
      ) AS m ON a.raw = m.raw
      GROUP BY raw
      ORDER BY values DESC, raw
      LIMIT ${literal.integer(EXAMPLES)}
    `,
    HEAVY,
  );
  return rows.map(({ raw, values, customer }) => ({
    value: shownSample(ctx, attribute, [...raw].slice(0, EXAMPLE_LETTERS).join("")),
    values: Number(values),
    customer,
  }));
}
