import { z } from "zod";
import type { MappingInput } from "./file.ts";

export type FieldTypeName = NonNullable<MappingInput["types"]>[string];

/** The use of a column of a file. */
export const ColumnUse = z.enum(["ignore", "identity", "attribute", "event", "time", "property", "id", "tags", "product"]);
export type ColumnUse = z.output<typeof ColumnUse>;

/** What the rows describe: customers, events or products. */
export const RowsAre = z.enum(["customers", "events", "products"]);
export type RowsAre = z.output<typeof RowsAre>;

export interface MappedColumn {
  readonly name: string;
  readonly use: ColumnUse;
  /** Platform of an identity, code of an attribute or property, field of a product; "" otherwise. */
  readonly as: string;
  /** For an attribute: the type that the file states. Absent: the type is inferred from the cells. */
  readonly type?: FieldTypeName | undefined;
}

/** A person's choices for cells whose type or number format is ambiguous. */
export type CellChoices = Pick<MappingInput, "numberFormat" | "types" | "unreadable">;

/** A mapping as a list of columns, which a form can show. */
export interface ColumnsMapping {
  readonly rows: RowsAre;
  /** The event of all rows; "" if a column names it. */
  readonly event: string;
  readonly timezone: string;
  readonly columns: readonly MappedColumn[];
  readonly choices?: CellChoices;
}

/** The columns as a Mapping. Columns that do not suit the rows are left out, such as a property without an event. */
export function mappingOfColumns({ rows, event, timezone, columns, choices = {} }: ColumnsMapping): MappingInput {
  const used = (use: ColumnUse): Record<string, string> =>
    Object.fromEntries(columns.filter((one) => one.use === use && one.as !== "").map(({ name, as }) => [as, quotedColumn(name)]));
  const single = (use: ColumnUse): string | undefined => {
    const found = columns.find((one) => one.use === use);
    return found && quotedColumn(found.name);
  };
  const format = choices.numberFormat && { numberFormat: choices.numberFormat };
  if (rows === "products") return { identities: {}, products: used("product"), ...format };
  const events = rows === "events";
  const [time, id, eventColumn] = [single("time"), single("id"), single("event")];
  const attributes = used("attribute");
  const tags = columns.filter(({ use }) => use === "tags").map(({ name }) => quotedColumn(name));
  const types = Object.fromEntries(
    columns.flatMap(({ use, as, type }) => (use === "attribute" && as !== "" && type !== undefined ? [[as, type]] : [])),
  );
  return {
    ...(events && (eventColumn === undefined ? event !== "" && { event } : { eventColumn })),
    ...(events && time !== undefined && { time }),
    ...(timezone !== "" && (events ? time !== undefined : Object.keys(attributes).length > 0) && { timezone }),
    ...(events && id !== undefined && { id }),
    identities: used("identity"),
    ...(Object.keys(attributes).length > 0 && { attributes }),
    ...(events && { properties: used("property") }),
    ...(tags.length > 0 && { tags }),
    ...format,
    ...chosenFor("types", { types: { ...types, ...choices.types } }, columns),
    ...chosenFor("unreadable", choices, columns),
  };
}

/** The choices whose attribute or property still has a column. A leftover choice would be an error of the mapping. */
function chosenFor<K extends "types" | "unreadable">(key: K, choices: CellChoices, columns: readonly MappedColumn[]): Pick<CellChoices, K> {
  const filled = new Set(columns.flatMap(({ use, as }) => (use === "attribute" || use === "property" ? [as] : [])));
  const kept = Object.fromEntries(Object.entries(choices[key] ?? {}).filter(([code]) => filled.has(code)));
  return (Object.keys(kept).length > 0 ? { [key]: kept } : {}) as Pick<CellChoices, K>;
}

/** A Mapping as a list of columns; null if columns cannot express it (computations, constants, a column used twice). */
export function columnsOfMapping(names: readonly string[], mapping: MappingInput): ColumnsMapping | null {
  const uses = new Map<string, MappedColumn>();
  const products: Readonly<Record<string, string | undefined>> = mapping.products ?? {};
  const places: (readonly [use: ColumnUse, as: string, expression: string | undefined])[] = [
    ...(["identities", "attributes", "properties"] as const).flatMap((part) =>
      Object.entries(mapping[part] ?? {}).map(([as, expression]) => [SINGULAR[part], as, expression] as const),
    ),
    ...(mapping.tags ?? []).map((expression) => ["tags", "", expression] as const),
    ...Object.entries(products).map(([as, expression]) => ["product", as, expression] as const),
    ["event", "", mapping.eventColumn],
    ["time", "", mapping.time],
    ["id", "", mapping.id],
  ];
  for (const [use, as, expression] of places) {
    if (expression === undefined) continue;
    const name = names.find((each) => each === expression.trim() || quotedColumn(each) === expression.trim());
    if (name === undefined || uses.has(name)) return null;
    uses.set(name, { name, use, as });
  }
  const others = Object.keys(mapping).filter((key) => !TOLD.has(key));
  if (others.length > 0) return null;
  return {
    rows: mapping.products ? "products" : mapping.event !== undefined || mapping.eventColumn !== undefined ? "events" : "customers",
    event: mapping.event ?? "",
    timezone: mapping.timezone ?? "",
    choices: {
      ...(mapping.numberFormat && { numberFormat: mapping.numberFormat }),
      ...(mapping.types && { types: mapping.types }),
      ...(mapping.unreadable && { unreadable: mapping.unreadable }),
    },
    columns: names.map((name) => uses.get(name) ?? { name, use: "ignore", as: "" }),
  };
}

const SINGULAR = { identities: "identity", attributes: "attribute", properties: "property" } as const;
const TOLD: ReadonlySet<string> = new Set([
  "event",
  "eventColumn",
  "time",
  "timezone",
  "id",
  "identities",
  "attributes",
  "properties",
  "tags",
  "products",
  "numberFormat",
  "types",
  "unreadable",
]);

/** A column's name as an expression. It is quoted if it is not a plain word. */
export function quotedColumn(column: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(column) && !/^(and|or|not|true|false)$/i.test(column)
    ? column
    : `"${column.replaceAll("\\", "\\\\").replaceAll('"', '""')}"`;
}
