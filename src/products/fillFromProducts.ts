import { readCatalogue, type Catalogue } from "../catalogue/index.ts";
import type { IncomingValue } from "../catalogue/index.ts";
import type { ValidEvent } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import { ExactNumber, scalarText } from "../kernel/index.ts";
import { fillsOf, KEYS } from "./productFields.ts";
import { currentProducts, type Product } from "./productCache.ts";

type Fields = { readonly [key: string]: IncomingValue };

/** No SKU is longer. */
const MAX_SKU_CHARACTERS = 512;

/**
 * Adds product data to events: an event, or an object in a list of it, with the SKU of an existing product gets the product's present name,
 * brand, category and price. Values in the message stay. Event ids were computed from the message before, so a repeated message stays the
 * same event when products change.
 */
export async function fillProducts(ctx: Ctx, events: readonly ValidEvent[]): Promise<readonly ValidEvent[]> {
  const skus = new Set<string>();
  for (const { properties } of events) {
    addSkus(properties, skus);
    for (const [, objects] of listsOf(properties)) for (const object of objects) addSkus(object, skus);
  }
  if (skus.size === 0) return events;
  const products = await currentProducts(ctx, skus);
  if (products.size === 0) return events;
  const catalogue = await readCatalogue({ ctx });
  return events.map((event) => filledEvent(event, products, catalogue));
}

type Products = ReadonlyMap<string, Product>;

function filledEvent(event: ValidEvent, products: Products, catalogue: Catalogue): ValidEvent {
  const { properties } = event;
  const lists = listsOf(properties).flatMap(([list, objects]): [string, IncomingValue][] =>
    objects.some((object) => productOf(object, products))
      ? [[list, objects.map((object) => filled(object, event.event, products, catalogue, `${list}[].`))]]
      : [],
  );
  const own = filled(properties, event.event, products, catalogue, "");
  if (lists.length === 0 && own === properties) return event;
  return { ...event, properties: { ...own, ...Object.fromEntries(lists) } };
}

/** Returns the same object when there is nothing to add. */
function filled(object: Fields, event: string, products: Products, catalogue: Catalogue, prefix: string): Fields {
  const product = productOf(object, products);
  if (!product) return object;
  const definition = catalogue.events.get(event);
  const isStated = (code: string) => !isEmpty(object[code.slice(prefix.length)]);
  const added = fillsOf(definition ? [definition] : [], isStated, prefix).flatMap(({ field, code }): [string, IncomingValue][] => {
    const value = product[field];
    return value === null ? [] : [[code.slice(prefix.length), field === "price" ? numberOf(value) : value]];
  });
  return added.length === 0 ? object : { ...object, ...Object.fromEntries(added) };
}

function productOf(object: Fields, products: Products): Product | undefined {
  for (const key of KEYS) {
    const product = products.get(skuOf(object[key]) ?? "");
    if (product) return product;
  }
  return undefined;
}

function addSkus(object: Fields, skus: Set<string>): void {
  for (const key of KEYS) {
    const sku = skuOf(object[key]);
    if (sku !== undefined) skus.add(sku);
  }
}

/** A SKU in the form of products: without blanks around it; a number becomes its digits. */
function skuOf(value: IncomingValue): string | undefined {
  const text = scalarText(value)?.trim() ?? "";
  return text === "" || text.length > MAX_SKU_CHARACTERS ? undefined : text.toWellFormed();
}

/** The lists of objects, by name. */
function listsOf(properties: Fields): [string, readonly Fields[]][] {
  const lists: [string, readonly Fields[]][] = [];
  for (const name in properties) {
    const value = properties[name];
    if (Array.isArray(value) && value.length > 0 && value.every(isObject)) lists.push([name, value as readonly Fields[]]);
  }
  return lists;
}

function isObject(value: IncomingValue): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

function isEmpty(value: IncomingValue): boolean {
  return value === undefined || value === null || value === "";
}

/** A number when it is exact, so that a new property registers as a number. */
function numberOf(decimal: string): IncomingValue {
  return String(Number(decimal)) === decimal ? Number(decimal) : decimal;
}
