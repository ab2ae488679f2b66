import type { EventDef, FieldType } from "../catalogue/index.ts";
import type { ProductField } from "../contract/index.ts";

/** Properties of events and list members that may hold a SKU. The first one with the SKU of an existing product counts. */
export const KEYS = ["sku", "product_id"] as const;

export type Filled = Exclude<ProductField, "sku">;

/** The fields that a product fills, each with the properties that may receive it: the first one that the event has, else the last one. */
export const FILLS: readonly (readonly [field: Filled, codes: readonly string[]])[] = [
  ["title", ["title", "name"]],
  ["brand", ["brand"]],
  ["category", ["category"]],
  ["price", ["price"]],
];

/** A property that receives a field of products. */
export interface Fill {
  readonly field: Filled;
  readonly code: string;
}

/**
 * The properties that products fill in some events, or in the members of a list (`prefix` is `products[].`). A field that the message
 * states under any of its names stays. A property of another type is not filled. A property that no event has yet is added.
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
