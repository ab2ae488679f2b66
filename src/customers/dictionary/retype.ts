import { fieldFor, type FieldType, type PropertyDef } from "../../catalogue/index.ts";
import { literal, type Ctx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { dayOfMidnightSql, readDaySql, startOfDaySql } from "../values/daySql.ts";

/** A property on its way from one column to another. */
export interface Retyping {
  readonly field: string;
  /** Copies what there is and is not there yet; may run many times. */
  move(): Promise<void>;
}

/**
 * Prepares a property's change of type: a column of the new type, and every value readable as it. Nothing is changed yet.
 * @throws PROPERTY_TYPE_FIXED for lists and members of lists, PROPERTY_TYPE_LOSES when a value would not be readable
 */
export async function retype(ctx: Ctx, event: string, property: PropertyDef, type: FieldType): Promise<Retyping> {
  const old = literal.name(property.field);
  const value = property.array ? undefined : converted(old, property.type, type, ctx.workspace.timezone);
  if (value === undefined) throw problem("PROPERTY_TYPE_FIXED", { property: property.code, from: property.type, to: type });
  const where = `event = ${literal.text(event)}`;
  const [lost] = await ctx.facts.rows<{ lost: string; example: string }>(
    `SELECT countIf(bad) AS lost, anyIf(text, bad) AS example FROM (SELECT toString(assumeNotNull(${old})) AS text, isNotNull(${old}) AND isNull(${value}) AS bad FROM events WHERE ${where})`,
  );
  if (lost!.lost !== "0")
    throw problem("PROPERTY_TYPE_LOSES", {
      property: property.code,
      to: type,
      values: Number(lost!.lost),
      example: lost!.example.slice(0, 60),
    });
  const field = await fieldFor(ctx, property.code, type);
  const kept = `JSONExtractString(extra, ${literal.text(property.code)})`;
  const fromKept = converted(`nullIf(${kept}, '')`, "text", type, ctx.workspace.timezone)!;
  return {
    field,
    // What a sender said in another type was kept as text beside the event.
    move: () =>
      ctx.facts.run(
        `ALTER TABLE events UPDATE ${literal.name(field)} = coalesce(${value}, ${fromKept})
         WHERE ${where} AND isNull(${literal.name(field)}) AND (isNotNull(${old}) OR ${kept} != '')`,
        { lane: "heavy", settings: { mutations_sync: 2 } },
      ),
  };
}

/** The SQL of a value as another type, NULL where it cannot be read; undefined where no value could. */
function converted(value: string, from: FieldType, to: FieldType, timezone: string): string | undefined {
  if (from === to) return `toNullable(${value})`;
  if (from === "list" || to === "list") return undefined;
  if (to === "text")
    return from === "time" ? `concat(replaceOne(toString(${value}), ' ', 'T'), 'Z')` : `CAST(toString(${value}) AS Nullable(String))`;
  // A day is the midnight that begins it on the workspace's clock; a time at another hour is no day.
  if (from === "date" && to === "time") return startOfDaySql(value, timezone);
  if (from === "time" && to === "date") return dayOfMidnightSql(value, timezone);
  if (from !== "text") return undefined;
  const text = `CAST(${value} AS Nullable(String))`;
  switch (to) {
    case "number":
      // The engine's own reader takes 1.2.3 for a number.
      return `if(match(ifNull(${text}, ''), '^-?[0-9]{1,12}([.][0-9]{1,6})?$'), toDecimal64OrNull(${text}, 6), NULL)`;
    case "boolean":
      return `if(lower(ifNull(${text}, '')) IN ('true', 'false'), toBool(lower(${text}) = 'true'), NULL)`;
    case "date":
      return readDaySql(text, timezone);
    case "time":
      return `if(match(ifNull(${text}, ''), '^(19|2[0-2])[0-9]{2}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,3})?Z)?$'), parseDateTime64BestEffortOrNull(${text}, 3, 'UTC'), NULL)`;
  }
}
