import { findAttribute, latestSql, readCatalogue, STORED_TYPES, type AttributeDef, type Catalogue } from "../catalogue/index.ts";
import { maskAttributeSql, maskedTextSql, maskIdentitySql, sees, seesPersonal } from "../customers/index.ts";
import { literal, type Ctx, sql, type Sql } from "../engine/index.ts";
import { nearest, platformHeading, problem, tagKind, valueTypeFacts, type Instant, type Text, type ValueType } from "../kernel/index.ts";
import { evaluatedUntil, isTimeSince, isZeroWithout } from "../membership/index.ts";
import { measuredFieldsOf } from "../explain/index.ts";
import { runOfType, typeOfMetric } from "../rules/index.ts";
import type { CellKind } from "../sheets/index.ts";
import { visibleTags, type TagSet } from "../tags/index.ts";
import { cellName, cellValueSql } from "./tagCell.ts";

/** A column of an export: its heading, and SQL for its values from the customers `c`. */
export interface Column {
  readonly code: string;
  readonly name: Text;
  /** The value with its type, for formats with types. */
  readonly sql: Sql;
  /** The value as text for people: Nullable(String), times in the workspace's time zone. */
  readonly printed: Sql;
  /** The value as text for programs, if it differs: an instant with its offset. */
  readonly exact?: Sql;
  /** For an attribute: its type, which a text file does not show. */
  readonly type?: AttributeDef["type"];
  /** A join for a range of customers. */
  readonly join: ((range: Range) => Sql) | null;
  readonly kind: CellKind;
  /** True if the actor only sees masked values. */
  readonly masked: boolean;
}

/** Customers `from` … `to` − 1. An export runs range by range, so that a join stays small with any number of rows. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const within = ({ from, to }: Range): Sql => sql`customer >= ${literal.integer(from)} AND customer < ${literal.integer(to)}`;
const bitmapWithin = ({ from, to }: Range): Sql =>
  sql`bitmapToArray(bitmapSubsetInRange(customers, toUInt32(${literal.integer(from)}), toUInt32(${literal.integer(to)})))`;

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
    return columnOf(context, code, sql.id(`j${index}`));
  });
}

/** All columns. The usual ones are marked. */
export async function allColumns(ctx: Ctx): Promise<(Pick<Column, "code" | "name" | "masked"> & { readonly usual: boolean })[]> {
  const context = await contextOf(ctx);
  const usual = new Set(usualCodes(context));
  return codesOf(context).map((code) => {
    const { name, masked } = columnOf(context, code, sql`j`);
    return { code, name, masked, usual: usual.has(code) };
  });
}

async function contextOf(ctx: Ctx): Promise<ExportContext> {
  const platforms = await ctx.facts.rows<{ platform: string }>(sql`SELECT DISTINCT platform FROM identities ORDER BY platform`);
  const usedAttributes = await ctx.facts.rows<{ attribute: string }>(
    sql`SELECT DISTINCT attribute FROM attribute_values ORDER BY attribute`,
  );
  return {
    ctx,
    usedAttributes: new Set(usedAttributes.map(({ attribute }) => attribute)),
    catalogue: await readCatalogue({ ctx }),
    set: await visibleTags(ctx),
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

function columnOf(context: ExportContext, code: string, alias: Sql): Column {
  if (code === "customer")
    return {
      code,
      name: { zh: "系统编号", en: "Tagwise number" },
      sql: sql`c.customer`,
      printed: sql`toString(c.customer)`,
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
function joined(alias: Sql, value: Sql, from: Sql): Pick<Column, "sql" | "printed" | "join"> {
  return {
    sql: sql`${alias}.v`,
    printed: sql`${alias}.v`,
    join: (range) =>
      sql`
        LEFT JOIN (
          SELECT customer, ${value} AS v
          FROM ${from} AND ${within(range)}
          GROUP BY customer
        ) AS ${alias} ON c.customer = ${alias}.customer
      `,
  };
}

function identityColumn({ ctx }: ExportContext, code: string, platform: string, alias: Sql): Column {
  const { sql: shown, masked } = maskIdentitySql(ctx, platform, sql`external`);
  const written = `identity.${platform}`;
  return {
    code,
    // An import recognises the column by these names.
    name: platformHeading(platform) ?? { zh: written, en: written },
    ...joined(
      alias,
      // One identity on each line, as an import reads them.
      sql`arrayStringConcat(arraySort(groupUniqArray(${shown})), '\\n')`,
      sql`identities FINAL WHERE platform = ${literal.text(platform)}`,
    ),
    kind: "text",
    masked,
  };
}

function attributeColumn({ ctx }: ExportContext, code: string, attribute: AttributeDef, alias: Sql): Column {
  const value = latestSql(attribute.type);
  const masked = !sees(ctx, attribute.sensitivity);
  const from = sql`attribute_values WHERE attribute = ${literal.text(attribute.code)} AND at <= ${literal.instant(ctx.clock())}`;
  const { timezone } = ctx.workspace;
  const stored = STORED_TYPES[attribute.type];
  const shown = { code, name: attribute.name, masked };
  if (masked) return { ...shown, ...joined(alias, maskAttributeSql(attribute, stored.printed(value, timezone)), from), kind: "text" };
  const column = joined(alias, freeSql(ctx, attribute, value), from);
  return { ...shown, ...column, ...writtenAs(attribute.type, column.sql, timezone), type: attribute.type };
}

/** A value of a type: with its type, as text, and how cells show it. */
function writtenAs(type: ValueType, value: Sql, timezone: string): Pick<Column, "sql" | "printed" | "exact" | "kind"> {
  const stored = STORED_TYPES[type];
  return {
    sql: stored.typed?.(value, timezone) ?? value,
    printed: stored.printed(value, timezone),
    ...(stored.exact && { exact: stored.exact(value, timezone) }),
    kind: valueTypeFacts(type).cells.exported,
  };
}

/** In an ordinary text, phones and addresses are masked for actors who may not see them. */
function freeSql(ctx: Ctx, { type, sensitivity }: AttributeDef, value: Sql): Sql {
  if (sensitivity !== "ordinary" || seesPersonal(ctx)) return value;
  return STORED_TYPES[type].masked?.(value, maskedTextSql) ?? value;
}

/** One tag: its value (true for a plain tag, the tier, the metric), empty if the customer does not have it. */
function tagColumn({ ctx, set, until, catalogue }: ExportContext, code: string, name: string, alias: Sql): Column {
  const tag = set.tags.get(name)!;
  const id = literal.integer(tag.id);
  const from = (statement: (range: Range) => Sql): Pick<Column, "sql" | "printed" | "join"> => ({
    sql: sql`${alias}.v`,
    printed: sql`toString(${alias}.v)`,
    join: (range) => sql`LEFT JOIN (${statement(range)}) AS ${alias} ON c.customer = ${alias}.customer`,
  });
  const metric = (value: Sql, zero = sql`0`) => {
    const found = from((range) => sql`SELECT customer, ${value} AS v FROM metrics FINAL WHERE tag = ${id} AND ${within(range)}`);
    // A count or a sum of nothing has no stored row.
    return isZeroWithout(tag.rule) && tag.evaluatedAt
      ? { ...found, sql: sql`ifNull(${found.sql}, ${zero})`, printed: sql`ifNull(${found.printed}, toString(${zero}))` }
      : found;
  };
  const shown = { code, name: tag.name, masked: false };
  const { hasMembers, hasTiers } = tagKind(tag.kind);
  if (!hasMembers) {
    const hidden = measuredFieldsOf(tag.rule, catalogue).some(({ sensitivity }) => !sees(ctx, sensitivity));
    if (hidden) return { ...shown, masked: true, ...metric(sql`'****'`, sql`'****'`), kind: "text" };
    if (isTimeSince(tag.rule))
      return {
        ...shown,
        ...metric(sql`coalesce(toInt64(number), intDiv(${literal.integer(until)} - toUnixTimestamp64Milli(time), 86400000))`),
        kind: "number",
      };
    const type = typeOfMetric(tag.rule)!;
    const values = metric(sql.id(runOfType(type).metric!));
    return { ...shown, ...values, ...writtenAs(type, values.sql, ctx.workspace.timezone) };
  }
  const value = hasTiers ? sql`value` : sql`true`;
  return {
    ...shown,
    ...from((range) => sql`SELECT arrayJoin(${bitmapWithin(range)}) AS customer, ${value} AS v FROM members FINAL WHERE tag = ${id}`),
    kind: hasTiers ? "text" : "boolean",
  };
}

/** All tags of a customer by name, tiers as name:value, as an import reads them. */
function tagsColumn({ ctx, set }: ExportContext, alias: Sql): Column {
  const all = [...set.tags.values()].filter(({ kind }) => tagKind(kind).hasMembers);
  const ids = sql`[${sql.join(all.map((tag) => literal.integer(tag.id)))}]`;
  const names = literal.texts(all.map((tag) => cellName(tag.name[ctx.lang])));
  const label = all.length === 0 ? sql`''` : sql`transform(tag, ${ids}, ${names}, '')`;
  return {
    code: "tags",
    name: { zh: "标签", en: "Tags" },
    sql: sql`${alias}.v`,
    printed: sql`${alias}.v`,
    join: (range) => sql`
      LEFT JOIN (
        SELECT
          customer,
          arrayStringConcat(arraySort(groupArray(if(value = '', label, concat(label, ':', ${cellValueSql(sql`value`)})))), '; ') AS v
        FROM (
          SELECT ${label} AS label, value, arrayJoin(${bitmapWithin(range)}) AS customer
          FROM members FINAL
        )
        WHERE label != ''
        GROUP BY customer
      ) AS ${alias} ON c.customer = ${alias}.customer
    `,
    kind: "text",
    masked: false,
  };
}
