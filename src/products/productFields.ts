import type { EventDef, FieldType } from "../catalogue/index.ts";
import type { ProductField } from "../contract/index.ts";

/** Properties of events, and members of their lists, that hold a SKU; the first that holds one of a known product counts. */
export const KEYS = ["sku", "product_id"] as const;

export type Filled = Exclude<ProductField, "sku">;

/** What a product fills, and the properties of events that may take it: the first that the event has, the last where it has none. */
export const FILLS: readonly (readonly [field: Filled, codes: readonly string[]])[] = [
  ["title", ["title", "name"]],
  ["brand", ["brand"]],
  ["category", ["category"]],
  ["price", ["price"]],
];

/** A property that takes a field of products. */
export interface Fill {
  readonly field: Filled;
  readonly code: string;
}

/**
 * The properties that products fill of some events, or of the members of a list of theirs (`prefix` is `products[].`). What is `isStated` of a
 * product, under any of its names, stands; a property of another type takes nothing; one that no event has yet is made.
 */
export function fillsOf(events: readonly EventDef[], isStated: (code: string) => boolean, prefix = ""): readonly Fill[] {
  return FILLS.flatMap(([field, codes]): Fill[] => {
    if (codes.some((code) => isStated(prefix + code))) return [];
    const types = (code: string) => events.flatMap(({ properties }) => properties.get(prefix + code)?.type ?? []);
    const code = codes.find((each) => types(each).includes(typeOf(field))) ?? codes.findLast((each) => types(each).length === 0);
    return code === undefined ? [] : [{ field, code: prefix + code }];
  });
}

export function typeOf(field: Filled): FieldType {
  return field === "price" ? "number" : "text";
}
