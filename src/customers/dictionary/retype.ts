import { fieldFor, STORED_TYPES, type FieldType, type PropertyDef } from "../../catalogue/index.ts";
import { literal, type Ctx, sql, type Sql } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";

/** A property that is being copied from one column to another. */
export interface Retyping {
  readonly field: string;
  /** Copies the values that are not copied yet; may run many times. */
  move(): Promise<void>;
}

/**
 * Prepares the change of a property's type: makes a column of the new type and checks that every value can be read as it. Changes no value.
 * @throws PROPERTY_TYPE_FIXED for lists and members of lists, PROPERTY_TYPE_LOSES when a value cannot be read
 */
export async function retype(ctx: Ctx, event: string, property: PropertyDef, type: FieldType): Promise<Retyping> {
  const old = literal.name(property.field);
  const value = property.array ? undefined : converted(old, property.type, type, ctx.workspace.timezone);
  if (value === undefined) throw problem("PROPERTY_TYPE_FIXED", { property: property.code, from: property.type, to: type });
  const where = sql`event = ${literal.text(event)}`;
  const [lost] = await ctx.facts.rows<{ lost: string; example: string }>(
    sql`
      SELECT countIf(bad) AS lost, anyIf(text, bad) AS example
      FROM (
        SELECT toString(assumeNotNull(${old})) AS text, isNotNull(${old}) AND isNull(${value}) AS bad
        FROM events
        WHERE ${where}
      )
    `,
  );
  if (lost!.lost !== "0")
    throw problem("PROPERTY_TYPE_LOSES", {
      property: property.code,
      to: type,
      values: Number(lost!.lost),
      example: lost!.example.slice(0, 60),
    });
  const field = await fieldFor(ctx, property.code, type);
  const kept = sql`JSONExtractString(extra, ${literal.text(property.code)})`;
  const fromKept = converted(sql`nullIf(${kept}, '')`, "text", type, ctx.workspace.timezone)!;
  return {
    field,
    // A value that did not fit the old type was kept as text in `extra`.
    move: () =>
      ctx.facts.run(
        sql`
          ALTER TABLE events
          UPDATE ${literal.name(field)} = coalesce(${value}, ${fromKept})
          WHERE ${where} AND isNull(${literal.name(field)}) AND (isNotNull(${old}) OR ${kept} != '')
        `,
        { lane: "heavy", settings: { mutations_sync: 2 } },
      ),
  };
}

/** SQL that converts a value to another type, NULL where it cannot be read. Undefined when no value of the old type can be converted. */
function converted(value: Sql, from: FieldType, to: FieldType, timezone: string): Sql | undefined {
  if (from === to) return sql`toNullable(${value})`;
  const [old, next] = [STORED_TYPES[from], STORED_TYPES[to]];
  if (!old.fromText || !next.fromText) return undefined;
  if (isText(to)) return sql`CAST(${old.written(value)} AS Nullable(String))`;
  return isText(from) ? next.fromText(sql`CAST(${value} AS Nullable(String))`, timezone) : next.from?.[from]?.(value, timezone);
}

function isText(type: FieldType): boolean {
  return STORED_TYPES[type].single === "String";
}
