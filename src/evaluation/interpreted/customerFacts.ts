import { fitsSql, type FieldType, type PropertyDef } from "../../catalogue/index.ts";
import { literal, type Ctx } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import type { CustomerFacts, FactAttribute, FactEvent, FactMembership } from "../../rules/index.ts";
import type { Reads } from "./reads.ts";
import { attributeSql, propertiesOf, propertySql, valueOf, type ValueText } from "./values.ts";

/** Whose facts are loaded, and which of them. */
export interface FactsInput {
  /** What is to be known of each customer. Equal needs are one object. */
  readonly reads: ReadonlyMap<number, Reads>;
  /** The number of each tag in the fact store. */
  readonly idOf: (tag: string) => number;
  readonly asOf: Instant;
  /** More rows than this are not loaded. */
  readonly maxRows: number;
}

/** Tables by their nearness in primary keys alone: a small statement takes the engine as long to plan as to run. */
const SMALL_PASS_SETTINGS = {
  optimize_use_projections: 0,
  optimize_use_implicit_projections: 0,
  use_skip_indexes: 0,
  use_query_condition_cache: 0,
};

interface Row {
  /** Which of the selects it came from. */
  readonly part: number;
  readonly customer: number;
  /** Milliseconds. */
  readonly at: string;
  readonly evaluation: string;
  readonly texts: readonly ValueText[];
}

interface Part {
  readonly sql: string;
  /** Puts a row of it where it belongs. */
  add(row: Row, facts: MutableFacts): void;
}

interface MutableFacts {
  readonly events: FactEvent[];
  readonly attributes: FactAttribute[];
  readonly memberships: FactMembership[];
}

/**
 * The facts of some customers, in one statement; a customer that is not in the universe, erased or merged into another, is left out. Null
 * where there are more rows than wanted.
 */
export async function loadCustomerFacts(ctx: Ctx, input: FactsInput): Promise<ReadonlyMap<number, CustomerFacts> | null> {
  const facts = new Map<number, MutableFacts>(
    [...input.reads.keys()].map((customer) => [customer, { events: [], attributes: [], memberships: [] }]),
  );
  const existing = new Set<number>();
  const parts = [customersPart([...facts.keys()], existing), ...partsOf(input)];
  const rows = await ctx.facts.rows<Row>(
    `SELECT * FROM (${parts.map(({ sql }, index) => `SELECT toUInt16(${index}) AS part, * FROM (${sql})`).join(" UNION ALL ")}) LIMIT ${literal.integer(input.maxRows + 1)}`,
    { lane: "heavy", settings: SMALL_PASS_SETTINGS },
  );
  if (rows.length > input.maxRows) return null;
  for (const row of rows) parts[row.part]!.add(row, facts.get(row.customer)!);
  return new Map([...facts].filter(([customer]) => existing.has(customer)));
}

/** A select for each event, attribute and tag, over the customers of whom it matters: they are neighbours in the primary key. */
function partsOf({ reads, idOf, asOf }: FactsInput): Part[] {
  const events = new Map<string, { readonly customers: number[]; readonly properties: Set<PropertyDef> }>();
  const attributes = new Map<string, { readonly customers: number[]; readonly type: FieldType }>();
  const histories = new Map<string, number[]>();
  for (const [customer, own] of reads) {
    for (const [event, properties] of own.events) {
      const known = events.get(event) ?? { customers: [], properties: new Set() };
      events.set(event, known);
      known.customers.push(customer);
      for (const property of properties) known.properties.add(property);
    }
    for (const [attribute, type] of own.attributes) {
      const known = attributes.get(attribute) ?? { customers: [], type };
      attributes.set(attribute, known);
      known.customers.push(customer);
    }
    for (const tag of own.histories) histories.set(tag, [...(histories.get(tag) ?? []), customer]);
  }
  return [
    ...[...events].map(([event, { customers, properties }]) => eventPart(event, [...properties], customers, asOf)),
    ...[...attributes].map(([attribute, { customers, type }]) => attributePart(attribute, type, customers, asOf)),
    ...[...histories].map(([tag, customers]) => historyPart(tag, idOf(tag), customers, asOf)),
  ];
}

/** Late rows may stand under the number of a customer that is no more: rules do not hold for it, not even `not`. */
function customersPart(customers: readonly number[], existing: Set<number>): Part {
  return {
    sql: `SELECT DISTINCT customer, toInt64(0) AS at, toUInt64(0) AS evaluation, ${textsSql([])} AS texts FROM customers WHERE customer IN (${list(customers)})`,
    add: ({ customer }) => existing.add(customer),
  };
}

function eventPart(event: string, properties: readonly PropertyDef[], customers: readonly number[], asOf: Instant): Part {
  return {
    sql: `SELECT customer, toUnixTimestamp64Milli(time) AS at, toUInt64(0) AS evaluation, ${textsSql(properties.map(propertySql))} AS texts
      FROM events WHERE event = ${literal.text(event)} AND customer IN (${list(customers)}) AND time <= ${literal.instant(asOf)}`,
    add: ({ at, texts }, { events }) => events.push({ event, time: Number(at), properties: propertiesOf(properties, texts) }),
  };
}

function attributePart(attribute: string, type: FieldType, customers: readonly number[], asOf: Instant): Part {
  return {
    sql: `SELECT customer, toUnixTimestamp64Milli(at) AS at, toUInt64(0) AS evaluation, ${textsSql([attributeSql(type)])} AS texts
      FROM attribute_values AS v WHERE attribute = ${literal.text(attribute)} AND customer IN (${list(customers)}) AND v.at <= ${literal.instant(asOf)} AND ${fitsSql(type)}`,
    add: ({ at, texts }, { attributes }) => attributes.push({ attribute, at: Number(at), value: valueOf(texts[0] ?? null, type) }),
  };
}

function historyPart(tag: string, number: number, customers: readonly number[], asOf: Instant): Part {
  const own = `bitmapBuild(CAST([${list(customers)}] AS Array(UInt32)))`;
  const moves = (bitmap: string, entered: boolean) =>
    `SELECT arrayJoin(bitmapToArray(bitmapAnd(${bitmap}, ${own}))) AS customer, toUnixTimestamp64Milli(l.at) AS at, evaluation, [CAST(value AS Nullable(String)), ${entered ? "'1'" : "'0'"}] AS texts
     FROM ledger AS l WHERE tag = ${literal.integer(number)} AND l.at <= ${literal.instant(asOf)} AND bitmapHasAny(${bitmap}, ${own})`;
  return {
    sql: `${moves("entered", true)} UNION ALL ${moves("left", false)}`,
    add: ({ at, evaluation, texts: [value, entered] }, { memberships }) =>
      memberships.push({ tag, value: value!, at: Number(at), entered: entered === "1", evaluation: Number(evaluation) }),
  };
}

function textsSql(texts: readonly string[]): string {
  return `CAST([${texts.join(", ")}] AS Array(Nullable(String)))`;
}

function list(customers: readonly number[]): string {
  return customers.map(literal.integer).join(", ");
}
