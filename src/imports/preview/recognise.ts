import { findAttribute, findEvent, findProperty, type Catalogue, type EventDef } from "../../catalogue/index.ts";
import type { ColumnsMapping, PreviewColumn } from "../../contract/index.ts";
import { platformOf } from "../../identifiers/index.ts";
import { FILE_PLATFORMS, platformHeaded } from "../../kernel/index.ts";
import { PRODUCT_COLUMNS } from "../../products/index.ts";
import { EVENT, EVENT_ID, NOT_WHEN, PROPERTIES, TAGS, TIME } from "../../files/index.ts";
import { exportedMeaning, isExport, isOurNumber } from "./exported.ts";
import type { Head } from "./types.ts";

/** The guessed meaning of a file's columns, each with how it was found. */
export interface Recognised extends ColumnsMapping {
  readonly columns: readonly PreviewColumn[];
}

interface Column {
  readonly name: string;
  /** For an exported file: the meaning of the heading, whatever the cells contain. */
  readonly exported: Found | undefined;
  readonly values: readonly string[];
}

type Found = Omit<PreviewColumn, "name">;

/** Share of the inspected values that must match. */
const MATCHING_SHARE = 0.8;
const WHEN = /^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|^\d{1,2}[/.]\d{1,2}[/.]\d{4}|^\d{8}$|^1\d{9}(\d{3})?$/;
const IGNORED: Found = { use: "ignore", as: "", by: null };

/**
 * Guesses columns from names and contents. A person can correct the guess; no stored data depends on it. Headings of templates match in
 * both languages, as do the catalogue's names and codes.
 */
export function recognise(head: Pick<Head, "names" | "rows" | "codes">, catalogue: Catalogue, timezone: string): Recognised {
  const words = head.names.map((name) => head.codes?.get(name) ?? name.trim());
  const own = isExport(words);
  const all = head.names.map((name, index): Column => ({
    name,
    values: head.rows.flatMap((row) => row[index] ?? []),
    exported: own ? exportedMeaning(words[index]!, catalogue) : isOurNumber(name) ? IGNORED : undefined,
  }));
  // The columns of an export are certain. The other columns show whether rows are events.
  const columns = all.filter(({ exported }) => exported === undefined);
  const products = own ? undefined : productColumns(all);
  if (products) return { rows: "products", event: "", timezone, columns: products };
  const eventColumn = columns.find((column) => EVENT.pattern.test(column.name) || looksLikeEvents(column, catalogue));
  const timed = columns.find(({ name, values }) => TIME.pattern.test(name) && !NOT_WHEN.test(name) && most(values, WHEN));
  const ordered = columns.some(({ name }) => PROPERTIES.some(([pattern, code]) => code !== "store" && pattern.test(name)));
  const rows = eventColumn || (timed && ordered) ? "events" : "customers";
  const event = rows === "events" && !eventColumn ? eventOf(columns) : "";
  const kinds = eventColumn ? eventsOf(eventColumn, catalogue) : [findEvent(catalogue, event)].filter((each) => each !== undefined);
  const taken = new Set<string>();
  const once = (found: Found): Found => {
    const key = `${found.use}:${found.as}`;
    if (found.use === "ignore" || found.use === "tags") return found;
    if (taken.has(key)) return IGNORED;
    taken.add(key);
    return found;
  };
  for (const { exported } of all) if (exported) once(exported);
  const found = all.map((column): Found => {
    if (column.exported) return column.exported;
    if (column.name.startsWith("#") || column.values.some((value) => /^[[{]/.test(value) && isJson(value))) return IGNORED;
    if (column === eventColumn) return { use: "event", as: "", by: EVENT.pattern.test(column.name) ? "name" : "content" };
    if (rows === "events" && column === timed) return once({ use: "time", as: "", by: "name" });
    return once(identityOf(column) ?? meaningOf(column, rows, kinds, catalogue));
  });
  return { rows, event, timezone, columns: all.map(({ name }, index) => ({ name, ...found[index]! })) };
}

/** Rows are products if there is a SKU and another product field, but neither an identity nor a time. */
function productColumns(columns: readonly Column[]): PreviewColumn[] | undefined {
  const taken = new Set<string>();
  const found = columns.map(({ name }): PreviewColumn => {
    const field = PRODUCT_COLUMNS.find(({ pattern, field: each }) => pattern.test(name.trim()) && !taken.has(each))?.field;
    if (field === undefined) return { name, ...IGNORED };
    taken.add(field);
    return { name, use: "product", as: field, by: "name" };
  });
  const others = columns.some(
    (column) => identityOf(column) !== undefined || TIME.pattern.test(column.name) || EVENT.pattern.test(column.name),
  );
  const ordered = columns.some(({ name }) => PROPERTIES.some(([pattern, code]) => code === "order_id" && pattern.test(name)));
  return taken.has("sku") && taken.size > 1 && !others && !ordered ? found : undefined;
}

function identityOf({ name, values }: Column): Found | undefined {
  const word = name.trim();
  const headed = platformHeaded(word);
  const possible = headed?.contents?.possible;
  if (headed && !(possible && values.length > 0 && !values.some((value) => possible.test(value))))
    return { use: "identity", as: headed.code, by: "name" };
  const written = /^(?:identity|身份)[.:：](.+)$/i.exec(word)?.[1];
  const platform = written === undefined ? undefined : platformOf(written);
  if (platform) return { use: "identity", as: platform.code, by: "name" };
  const alike = FILE_PLATFORMS.find(({ contents }) => contents && most(values, contents.certain));
  return alike && { use: "identity", as: alike.code, by: "content" };
}

function meaningOf({ name }: Column, rows: "customers" | "events", kinds: readonly EventDef[], catalogue: Catalogue): Found {
  const word = name.trim().replace(/^(?:attribute|属性)[.:：]/i, "");
  if (TAGS.pattern.test(word)) return { use: "tags", as: "", by: "name" };
  const attribute = findAttribute(catalogue, word);
  if (rows === "customers") return { use: "attribute", as: attribute?.code ?? name, by: attribute ? "name" : null };
  if (EVENT_ID.pattern.test(word)) return { use: "id", as: "", by: "name" };
  const property = [...kinds, ...catalogue.events.values()].map((kind) => findProperty(kind, word)).find((each) => each !== undefined);
  if (property && !(attribute && !kinds.some((kind) => findProperty(kind, word))))
    return { use: "property", as: property.code, by: "name" };
  const usual = PROPERTIES.find(([pattern]) => pattern.test(word));
  if (usual) return { use: "property", as: usual[1], by: "name" };
  if (attribute) return { use: "attribute", as: attribute.code, by: "name" };
  return { use: "property", as: name, by: null };
}

function looksLikeEvents({ values }: Column, catalogue: Catalogue): boolean {
  return values.length > 0 && values.every((value) => findEvent(catalogue, value) !== undefined);
}

function eventsOf({ values }: Column, catalogue: Catalogue): EventDef[] {
  const named = [...new Set(values)].flatMap((value) => findEvent(catalogue, value) ?? []);
  return named.length > 0 ? named : [...catalogue.events.values()];
}

/** A row with a product is a line of an order. A row without one is the order. */
function eventOf(columns: readonly Column[]): string {
  const has = (wanted: string) => columns.some(({ name }) => PROPERTIES.find(([pattern]) => pattern.test(name))?.[1] === wanted);
  return has("order_id") && (has("sku") || has("title")) ? "Order Line" : "Order Completed";
}

function most(values: readonly string[], pattern: RegExp): boolean {
  return values.length > 0 && values.filter((value) => pattern.test(value.trim())).length >= MATCHING_SHARE * values.length;
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
