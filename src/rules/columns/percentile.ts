import { literal, sql, type Sql } from "../../engine/index.ts";
import { decimalOf, formatDecimal } from "../../kernel/index.ts";
import type { EventAggregate } from "../plan/types.ts";
import type { EventColumn } from "./column.ts";
import { readDecimal } from "./read.ts";

/**
 * The numerator of a percentile: xᵢ × of + ((n − 1) × part mod of) × (xᵢ₊₁ − xᵢ), with i = (n − 1) × part ÷ of. The values are sorted
 * exactly, because the engine's own quantiles return floats.
 */
export const percentileColumn: EventColumn<Extract<EventAggregate, { kind: "percentile" }>> = {
  kind: "percentile",
  sql({ property, part, of }, rows) {
    const { field, elements } = rows.property(property);
    const filter = rows.filter ?? sql`true`;
    const values =
      elements === null
        ? sql`groupArrayIf(assumeNotNull(${field}), ${filter} AND isNotNull(${field}))`
        : sql`groupArrayArrayIf(arrayMap(v -> assumeNotNull(v), ${elements}), ${filter})`;
    const place = sql`((greatest(toInt64(length(a)), 1) - 1) * ${literal.integer(part)})`;
    const at = (index: Sql) => sql`toDecimal256(a[${index}], 6)`;
    const low = at(sql`intDiv(${place}, ${literal.integer(of)}) + 1`);
    const high = at(sql`least(intDiv(${place}, ${literal.integer(of)}) + 2, greatest(toInt64(length(a)), 1))`);
    const over = sql`${low} * toDecimal256(${literal.integer(of)}, 0) + toDecimal256(${place} % ${literal.integer(of)}, 0) * (${high} - ${low})`;
    return sql`arrayMap(a -> CAST(${over} AS Decimal(38, 6)), [arraySort(${values})])[1]`;
  },
  keeps: () => ({ perCustomer: 128, perRow: 32 }),
  overNothing: 0n,
  read: readDecimal,
  measure: ({ property, part, of }) => ({
    kind: "percentile",
    property,
    type: "number",
    percent: formatDecimal((decimalOf(part) * 100n) / BigInt(of)),
  }),
};
