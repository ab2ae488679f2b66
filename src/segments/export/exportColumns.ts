import { findAttribute, latestSql, readCatalogue, STORED_TYPES, type AttributeDef, type Catalogue } from "../../catalogue/index.ts";
import { maskAttributeSql, maskedTextSql, maskIdentitySql, sees, seesPersonal } from "../../customers/index.ts";
import { textLiteral as literal, type Ctx, unconverted } from "../../engine/index.ts";
import { nearest, platformHeading, problem, tagKind, valueTypeFacts, type Instant, type Text, type ValueType } from "../../kernel/index.ts";
import { evaluatedUntil, isTimeSince, isZeroWithout } from "../../membership/index.ts";
import { measuredFieldsOf } from "../../explain/index.ts";
import { runOfType, typeOfMetric } from "../../rules/index.ts";
import type { CellKind } from "../../sheets/index.ts";
import { loadTags, type TagSet } from "../../tags/index.ts";
import { cellName, cellValueSql } from "./tagCell.ts";

/** A column of an export: its heading, and SQL for its values from the customers `c`. */
export interface Column {
  readonly code: string;
  readonly name: Text;
  /** The value with its type, for formats with types. */
  readonly sql: string;
  /** The value as text for people: Nullable(String), times in the workspace's time zone. */
  readonly printed: string;
  /** The value as text for programs, if it differs: an instant with its offset. */
  readonly exact?: string;
  /** For an attribute: its type, which a text file does not show. */
  readonly type?: AttributeDef["type"];
  /** A join for a range of customers. */
  readonly join: ((range: Range) => string) | null;
  readonly kind: CellKind;
  /** True if the actor only sees masked values. */
  readonly masked: boolean;
}

/** Customers `from` … `to` − 1. An export runs range by range, so that a join stays small with any number of rows. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const within = ({ from, to }: Range): string => `customer >= ${literal.integer(from)} AND customer < ${literal.integer(to)}`;
const bitmapWithin = ({ from, to }: Range): string =>
  `bitmapToArray(bitmapSubsetInRange(customers, toUInt32(${literal.integer(from)}), toUInt32(${literal.integer(to)})))`;

/** Everything from which columns are made. */
interface ExportContext {
  readonly ctx: Ctx;
  readonly catalogue: Catalogue;
  readonly set: TagSet;
  readonly platforms: readonly string[];
  /** Attributes with at least one value. */
  readonly usedAttributes: ReadonlySet<string>;
  readonly until: Instant;
}

/** The columns of these codes, in this order; without codes, the usual columns. @throws EXPORT_COLUMN */
export async function columnsOf(ctx: Ctx, wanted: string | undefined): Promise<Column[]> {
  const context = await contextOf(ctx);
  const codes = codesOf(context);
  const asked = (wanted ?? "")
    .split(",")
    .map((code) => code.trim())
    .filter((code) => code !== "");
  const chosen = asked.length > 0 ? asked : usualCodes(context);
  return [...new Set(chosen)].map((code, index) => {
    if (!codes.includes(code)) throw problem("EXPORT_COLUMN", { column: code.slice(0, 100), suggestion: nearest(code, codes) });
    return columnOf(context, code, `j${index}`);
  });
}

/** All columns. The usual ones are marked. */
export async function allColumns(ctx: Ctx): Promise<(Pick<Column, "code" | "name" | "masked"> & { readonly usual: boolean })[]> {
  const context = await contextOf(ctx);
  const usual = new Set(usualCodes(context));
  return codesOf(context).map((code) => {
    const { name, masked } = columnOf(context, code, "j");
    return { code, name, masked, usual: usual.has(code) };
  });
}

async function contextOf(ctx: Ctx): Promise<ExportContext> {
  const platforms = await ctx.facts.rows<{ platform: string }>("SELECT DISTINCT platform FROM identities ORDER BY platform");
  const usedAttributes = await ctx.facts.rows<{ attribute: string }>("SELECT DISTINCT attribute FROM attribute_values ORDER BY attribute");
  return {
    ctx,
    usedAttributes: new Set(usedAttributes.map(({ attribute }) => attribute)),
    catalogue: await readCatalogue({ ctx }),
    set: await loadTags({ ctx }),
    platforms: platforms.map(({ platform }) => platform),
    until: (await evaluatedUntil(ctx)) ?? ctx.clock(),
  };
}

function codesOf({ catalogue, set, platforms }: ExportContext): string[] {
  return [
    "customer",
    "name",
    ...platforms.map((platform) => `identity.${platform}`),
    "tags",
    ...[...catalogue.attributes.keys()].map((code) => `attribute.${code}`),
    ...[...set.tags.keys()].map((code) => `tag.${code}`),
  ];
}

/** The columns from which an import restores the same customers: identities, attributes, tags. */
function usualCodes({ platforms, catalogue, usedAttributes }: ExportContext): string[] {
  const attributes = [...catalogue.attributes.keys()].filter((code) => code !== "name" && usedAttributes.has(code));
  return [
    "customer",
    "name",
    ...platforms.map((platform) => `identity.${platform}`),
    ...attributes.map((code) => `attribute.${code}`),
    "tags",
  ];
}

function columnOf(context: ExportContext, code: string, alias: string): Column {
  if (code === "customer")
    return {
      code,
      name: { zh: "系统编号", en: "Tagwise number" },
      sql: "c.customer",
      printed: "toString(c.customer)",
      join: null,
      kind: "number",
      masked: false,
    };
  if (code === "tags") return tagsColumn(context, alias);
  if (code === "name") return attributeColumn(context, code, findAttribute(context.catalogue, "name")!, alias);
  const [kind, ...rest] = code.split(".");
  const name = rest.join(".");
  switch (kind) {
    case "identity":
      return identityColumn(context, code, name, alias);
    case "attribute":
      return attributeColumn(context, code, context.catalogue.attributes.get(name)!, alias);
    default:
      return tagColumn(context, code, name, alias);
  }
}

/** One value for each customer from the rows of a table. `from` ends with a condition. */
function joined(alias: string, value: string, from: string): Pick<Column, "sql" | "printed" | "join"> {
  return {
    sql: `${alias}.v`,
    printed: `${alias}.v`,
    join: (range) =>
      `LEFT JOIN (SELECT customer, ${value} AS v FROM ${from} AND ${within(range)} GROUP BY customer) AS ${alias} ON c.customer = ${alias}.customer`,
  };
}

function identityColumn({ ctx }: ExportContext, code: string, platform: string, alias: string): Column {
  const { sql: shown, masked } = maskIdentitySql(ctx, platform, "external");
  const written = `identity.${platform}`;
  return {
    code,
    // An import recognises the column by these names.
    name: platformHeading(platform) ?? { zh: written, en: written },
    ...joined(
      alias,
      // One identity on each line, as an import reads them.
      `arrayStringConcat(arraySort(groupUniqArray(${shown})), '\\n')`,
      `identities FINAL WHERE platform = ${literal.text(platform)}`,
    ),
    kind: "text",
    masked,
  };
}

function attributeColumn({ ctx }: ExportContext, code: string, attribute: AttributeDef, alias: string): Column {
  const value = latestSql(attribute.type);
  const masked = !sees(ctx, attribute.sensitivity);
  const from = `attribute_values WHERE attribute = ${literal.text(attribute.code)} AND at <= ${literal.instant(ctx.clock())}`;
  const { timezone } = ctx.workspace;
  const stored = STORED_TYPES[attribute.type];
  const shown = { code, name: attribute.name, masked };
  if (masked) return { ...shown, ...joined(alias, maskAttributeSql(attribute, stored.printed(value, timezone).text), from), kind: "text" };
  const column = joined(alias, freeSql(ctx, attribute, value.text), from);
  return { ...shown, ...column, ...writtenAs(attribute.type, column.sql, timezone), type: attribute.type };
}

/** A value of a type: with its type, as text, and how cells show it. */
function writtenAs(type: ValueType, value: string, timezone: string): Pick<Column, "sql" | "printed" | "exact" | "kind"> {
  const stored = STORED_TYPES[type];
  return {
    sql: stored.typed?.(unconverted(value), timezone).text ?? value,
    printed: stored.printed(unconverted(value), timezone).text,
    ...(stored.exact && { exact: stored.exact(unconverted(value), timezone).text }),
    kind: valueTypeFacts(type).cells.exported,
  };
}

/** In an ordinary text, phones and addresses are masked for actors who may not see them. */
function freeSql(ctx: Ctx, { type, sensitivity }: AttributeDef, value: string): string {
  if (sensitivity !== "ordinary" || seesPersonal(ctx)) return value;
  return STORED_TYPES[type].masked?.(unconverted(value), (text) => unconverted(maskedTextSql(text.text))).text ?? value;
}

/** One tag: its value (true for a plain tag, the tier, the metric), empty if the customer does not have it. */
function tagColumn({ ctx, set, until, catalogue }: ExportContext, code: string, name: string, alias: string): Column {
  const tag = set.tags.get(name)!;
  const id = literal.integer(tag.id);
  const from = (sql: (range: Range) => string): Pick<Column, "sql" | "printed" | "join"> => ({
    sql: `${alias}.v`,
    printed: `toString(${alias}.v)`,
    join: (range) => `LEFT JOIN (${sql(range)}) AS ${alias} ON c.customer = ${alias}.customer`,
  });
  const metric = (value: string, zero = "0") => {
    const found = from((range) => `SELECT customer, ${value} AS v FROM metrics FINAL WHERE tag = ${id} AND ${within(range)}`);
    // A count or a sum of nothing has no stored row.
    return isZeroWithout(tag.rule) && tag.evaluatedAt
      ? { ...found, sql: `ifNull(${found.sql}, ${zero})`, printed: `ifNull(${found.printed}, toString(${zero}))` }
      : found;
  };
  const shown = { code, name: tag.name, masked: false };
  const { hasMembers, hasTiers } = tagKind(tag.kind);
  if (!hasMembers) {
    const hidden = measuredFieldsOf(tag.rule, catalogue).some(({ sensitivity }) => !sees(ctx, sensitivity));
    if (hidden) return { ...shown, masked: true, ...metric("'****'", "'****'"), kind: "text" };
    if (isTimeSince(tag.rule))
      return {
        ...shown,
        ...metric(`coalesce(toInt64(number), intDiv(${literal.integer(until)} - toUnixTimestamp64Milli(time), 86400000))`),
        kind: "number",
      };
    const type = typeOfMetric(tag.rule)!;
    const values = metric(runOfType(type).metric!);
    return { ...shown, ...values, ...writtenAs(type, values.sql, ctx.workspace.timezone) };
  }
  const value = hasTiers ? "value" : "true";
  return {
    ...shown,
    ...from((range) => `SELECT arrayJoin(${bitmapWithin(range)}) AS customer, ${value} AS v FROM members FINAL WHERE tag = ${id}`),
    kind: hasTiers ? "text" : "boolean",
  };
}

/** All tags of a customer by name, tiers as name:value, as an import reads them. */
function tagsColumn({ ctx, set }: ExportContext, alias: string): Column {
  const all = [...set.tags.values()].filter(({ kind }) => tagKind(kind).hasMembers);
  const ids = `[${all.map((tag) => literal.integer(tag.id)).join(", ")}]`;
  const names = literal.texts(all.map((tag) => cellName(tag.name[ctx.lang])));
  const label = all.length === 0 ? "''" : `transform(tag, ${ids}, ${names}, '')`;
  return {
    code: "tags",
    name: { zh: "标签", en: "Tags" },
    sql: `${alias}.v`,
    printed: `${alias}.v`,
    join: (range) => `LEFT JOIN (
      SELECT customer, arrayStringConcat(arraySort(groupArray(if(value = '', label, concat(label, ':', ${cellValueSql("value")})))), '; ') AS v
      FROM (SELECT ${label} AS label, value, arrayJoin(${bitmapWithin(range)}) AS customer FROM members FINAL)
      WHERE label != '' GROUP BY customer
    ) AS ${alias} ON c.customer = ${alias}.customer`,
    kind: "text",
    masked: false,
  };
}
