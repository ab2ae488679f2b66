import { Readable } from "node:stream";
import { audit } from "../access/index.ts";
import { readCatalogue } from "../catalogue/index.ts";
import { literal, type Ctx } from "../engine/index.ts";
import { ownersSql } from "../identity/index.ts";
import { nearest, problem, requirePermission, type Instant } from "../kernel/index.ts";
import { evaluatedUntil, isTimeSince } from "../membership/index.ts";
import { ATTRIBUTE_COLUMNS, type ValueType } from "../rules/index.ts";
import { loadTags, type TagSet } from "../tags/index.ts";
import { withSelection } from "./select.ts";

export interface ExportInput {
  readonly where?: string | undefined;
  readonly format: "csv" | "jsonl" | "parquet";
  /** bom: a CSV begins with the byte-order mark, by which Excel knows UTF-8. */
  readonly mark?: "none" | "bom" | undefined;
  /** Comma-separated; default: customer, name, every identity platform, tags. */
  readonly columns?: string | undefined;
}

export interface Exported {
  readonly stream: Readable;
  readonly contentType: string;
  readonly fileName: string;
}

/** A column of the export: its heading and how SQL makes it from the customers `c`. */
interface Column {
  readonly heading: string;
  readonly sql: string;
  readonly join: string | null;
  readonly text: boolean;
}

const FORMATS = {
  csv: { engine: "CSVWithNames", contentType: "text/csv; charset=utf-8", ending: "csv" },
  jsonl: { engine: "JSONEachRow", contentType: "application/jsonl; charset=utf-8", ending: "jsonl" },
  parquet: { engine: "Parquet", contentType: "application/vnd.apache.parquet", ending: "parquet" },
} as const;

/**
 * Streams the customers of a combination (or everybody) with the columns asked for. Personal columns need the permission
 * to see them. In CSV, texts that a spreadsheet would take for a formula are led by an apostrophe.
 * @throws EXPORT_COLUMN, COMBINATION_SYNTAX, COMBINATION_UNKNOWN
 */
export async function exportCustomers({ ctx, input }: { ctx: Ctx; input: ExportInput }): Promise<Exported> {
  requirePermission(ctx, "data.export");
  const format = FORMATS[input.format];
  const columns = await columnsOf(ctx, input.columns);
  const cell = (column: Column) => (input.format === "csv" && column.text ? harmless(column.sql) : column.sql);
  const select = columns.map((column) => `${cell(column)} AS ${literal.name(column.heading)}`).join(", ");
  const joins = columns.flatMap((column) => (column.join === null ? [] : [column.join])).join(" ");
  const stream = await withSelected(ctx, input.where, (chosen) =>
    ctx.facts.bytes(`SELECT ${select} FROM (${chosen}) AS c ${joins} ORDER BY c.customer`, format.engine, {
      settings: { join_use_nulls: 1, format_csv_null_representation: "" },
    }),
  );
  await ctx.records.transaction().execute((tx) =>
    audit(tx, ctx, "customer.export", {
      where: input.where ?? null,
      columns: columns.map((column) => column.heading),
      format: input.format,
    }),
  );
  const body = input.mark === "bom" && input.format === "csv" ? Readable.from(marked(stream), { objectMode: false }) : stream;
  return { stream: body, contentType: format.contentType, fileName: `customers.${format.ending}` };
}

async function* marked(stream: Readable): AsyncGenerator<Buffer> {
  yield Buffer.from("\uFEFF", "utf8");
  yield* stream as AsyncIterable<Buffer>;
}

function withSelected<T>(ctx: Ctx, where: string | undefined, use: (chosen: string) => Promise<T>): Promise<T> {
  if (where === undefined) return use("SELECT DISTINCT customer FROM customers");
  return withSelection({ ctx, where }, ({ sql }) => use(`SELECT arrayJoin(bitmapToArray(selected)) AS customer FROM (${sql})`));
}

function harmless(sql: string): string {
  return `if(match(ifNull(toString(${sql}), ''), '^[=+@\\\\-\\\\t\\\\r]'), concat('\\'', toString(${sql})), toString(${sql}))`;
}

async function columnsOf(ctx: Ctx, wanted: string | undefined): Promise<Column[]> {
  const catalogue = await readCatalogue({ ctx });
  const tags = await loadTags({ ctx });
  const until = (await evaluatedUntil(ctx)) ?? ctx.clock();
  const platforms = (await ctx.facts.rows<{ platform: string }>("SELECT DISTINCT platform FROM identities ORDER BY platform")).map(
    (row) => row.platform,
  );
  const known = [
    "customer",
    "name",
    "tags",
    ...platforms.map((platform) => `identity.${platform}`),
    ...[...catalogue.attributes.keys()].map((code) => `attribute.${code}`),
    ...[...tags.tags.keys()].map((code) => `tag.${code}`),
  ];
  const asked = (wanted ?? "")
    .split(",")
    .map((heading) => heading.trim())
    .filter((heading) => heading !== "");
  const headings = asked.length > 0 ? asked : ["customer", "name", ...platforms.map((platform) => `identity.${platform}`), "tags"];
  return [...new Set(headings)].map((heading, index) => {
    if (!known.includes(heading)) throw problem("EXPORT_COLUMN", { column: heading.slice(0, 100), suggestion: nearest(heading, known) });
    return columnOf(heading, `j${index}`, ctx, catalogue.attributes, tags, until);
  });
}

function columnOf(
  heading: string,
  alias: string,
  ctx: Ctx,
  attributes: ReadonlyMap<string, { type: ValueType; sensitivity: string }>,
  tags: TagSet,
  until: Instant,
): Column {
  if (heading === "customer") return { heading, sql: "c.customer", join: null, text: false };
  if (heading === "tags") return tagsColumn(heading, alias, ctx, tags);
  const [kind, ...rest] = heading === "name" ? ["attribute", "name"] : heading.split(".");
  const name = rest.join(".");
  switch (kind) {
    case "identity":
      requirePermission(ctx, "customer.personal");
      return {
        heading,
        sql: `${alias}.v`,
        join: `LEFT JOIN (SELECT customer, arrayStringConcat(arraySort(groupUniqArray(external)), ' ') AS v FROM (${ownersSql(`platform = ${literal.text(name)}`)}) GROUP BY customer) AS ${alias} ON c.customer = ${alias}.customer`,
        text: true,
      };
    case "attribute": {
      const attribute = attributes.get(name)!;
      if (attribute.sensitivity !== "ordinary") requirePermission(ctx, "customer.personal");
      const value = `argMax(tuple(${ATTRIBUTE_COLUMNS[attribute.type]}), (at, received)).1`;
      const shown =
        attribute.type === "list"
          ? `arrayStringConcat(${value}, ' ')`
          : attribute.type === "time"
            ? `toString(toTimeZone(${value}, ${literal.text(ctx.workspace.timezone)}))`
            : value;
      return {
        heading,
        sql: `${alias}.v`,
        join: `LEFT JOIN (SELECT customer, ${shown} AS v FROM attribute_values WHERE attribute = ${literal.text(name)} AND at <= ${literal.instant(ctx.clock())} GROUP BY customer) AS ${alias} ON c.customer = ${alias}.customer`,
        text: attribute.type === "text" || attribute.type === "list",
      };
    }
    default:
      return tagColumn(heading, alias, name, tags, until);
  }
}

/** One tag: its value (true for a plain tag, the tier, the metric), empty when the customer has it not. */
function tagColumn(heading: string, alias: string, code: string, tags: TagSet, until: Instant): Column {
  const tag = tags.tags.get(code)!;
  const id = literal.integer(tag.id);
  if (tag.kind === "metric") {
    const time = isTimeSince(tag.rule)
      ? `toString(intDiv(${literal.integer(until)} - toUnixTimestamp64Milli(time), 86400000))`
      : "toString(time)";
    return {
      heading,
      sql: `${alias}.v`,
      join: `LEFT JOIN (SELECT customer, ifNull(toString(number), ${time}) AS v FROM metrics FINAL WHERE tag = ${id}) AS ${alias} ON c.customer = ${alias}.customer`,
      text: false,
    };
  }
  const value = tag.kind === "tiered" ? "value" : "true";
  return {
    heading,
    sql: `${alias}.v`,
    join: `LEFT JOIN (SELECT arrayJoin(bitmapToArray(customers)) AS customer, ${value} AS v FROM members FINAL WHERE tag = ${id}) AS ${alias} ON c.customer = ${alias}.customer`,
    text: tag.kind === "tiered",
  };
}

/** All tags of a customer by name, tiers as name=value, separated by blanks of `; `. */
function tagsColumn(heading: string, alias: string, ctx: Ctx, tags: TagSet): Column {
  const all = [...tags.tags.values()].filter((tag) => tag.kind !== "metric");
  const ids = `[${all.map((tag) => literal.integer(tag.id)).join(", ")}]`;
  const names = literal.texts(all.map((tag) => tag.name[ctx.lang]));
  const label = all.length === 0 ? "''" : `transform(tag, ${ids}, ${names}, '')`;
  return {
    heading,
    sql: `${alias}.v`,
    join: `LEFT JOIN (SELECT customer, arrayStringConcat(arraySort(groupArray(if(value = '', label, concat(label, '=', value)))), '; ') AS v FROM (SELECT ${label} AS label, value, arrayJoin(bitmapToArray(customers)) AS customer FROM members FINAL) WHERE label != '' GROUP BY customer) AS ${alias} ON c.customer = ${alias}.customer`,
    text: true,
  };
}
