import { fitsSql, type FieldType, type PropertyDef } from "../../catalogue/index.ts";
import { literal, type Ctx, sql, type Sql } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import type { CustomerFacts, FactAttribute, FactEvent, FactMembership } from "../../rules/index.ts";
import type { Reads } from "./reads.ts";
import { attributeSql, propertiesOf, propertySql, valueOf, type ValueText } from "./values.ts";

/** The customers whose facts are loaded, and which facts. */
export interface FactsInput {
  /** The facts that each customer's tags need. Equal needs are one object. */
  readonly reads: ReadonlyMap<number, Reads>;
  /** The number of each tag in the fact store. */
  readonly idOf: (tag: string) => number;
  readonly asOf: Instant;
  /** With more rows than this, nothing is loaded. */
  readonly maxRows: number;
}

/** Only the primary key is used: for a small statement, planning with other indexes takes as long as the run. */
const SMALL_PASS_SETTINGS = {
  optimize_use_projections: 0,
  optimize_use_implicit_projections: 0,
  use_skip_indexes: 0,
  use_query_condition_cache: 0,
};

interface Row {
  /** The index of the SELECT that gave the row. */
  readonly part: number;
  readonly customer: number;
  /** Milliseconds. */
  readonly at: string;
  readonly evaluation: string;
  readonly texts: readonly ValueText[];
}

interface Part {
  readonly sql: Sql;
  /** Adds a row to the facts of its customer. */
  add(row: Row, facts: MutableFacts): void;
}

interface MutableFacts {
  readonly events: FactEvent[];
  readonly attributes: FactAttribute[];
  readonly memberships: FactMembership[];
}

/**
 * Loads the facts of some customers in one statement. A customer who is not in the universe (erased, or merged into another) is left out.
 * Null when there are more than `maxRows` rows.
 */
export async function loadCustomerFacts(ctx: Ctx, input: FactsInput): Promise<ReadonlyMap<number, CustomerFacts> | null> {
  const facts = new Map<number, MutableFacts>(
    [...input.reads.keys()].map((customer) => [customer, { events: [], attributes: [], memberships: [] }]),
  );
  const existing = new Set<number>();
  const parts = [customersPart([...facts.keys()], existing), ...partsOf(input)];
  const rows = await ctx.facts.rows<Row>(
    sql`SELECT * FROM (${sql.join(
      parts.map(({ sql: statement }, index) => sql`SELECT toUInt16(${literal.integer(index)}) AS part, * FROM (${statement})`),
      " UNION ALL ",
    )}) LIMIT ${literal.integer(input.maxRows + 1)}`,
    { lane: "heavy", settings: SMALL_PASS_SETTINGS },
  );
  if (rows.length > input.maxRows) return null;
  for (const row of rows) parts[row.part]!.add(row, facts.get(row.customer)!);
  return new Map([...facts].filter(([customer]) => existing.has(customer)));
}

/** A SELECT for each event, attribute and tag, over the customers who need it: these rows lie close together in the primary key. */
function partsOf({ reads, idOf, asOf }: FactsInput): Part[] {
  const events = new Map<string, { readonly customers: number[]; readonly properties: Set<PropertyDef> }>();
  const attributes = new Map<string, { readonly customers: number[]; readonly type: FieldType }>();
  const histories = new Map<string, number[]>();
  for (const [customer, own] of reads) {
    for (const [event, properties] of own.events) {
      const entry = events.get(event) ?? { customers: [], properties: new Set() };
      events.set(event, entry);
      entry.customers.push(customer);
      for (const property of properties) entry.properties.add(property);
    }
    for (const [attribute, type] of own.attributes) {
      const entry = attributes.get(attribute) ?? { customers: [], type };
      attributes.set(attribute, entry);
      entry.customers.push(customer);
    }
    for (const tag of own.histories) histories.set(tag, [...(histories.get(tag) ?? []), customer]);
  }
  return [
    ...eventParts(
      [...events].map(([event, { customers, properties }]) => ({ event, customers, properties: [...properties] })),
      asOf,
    ),
    ...[...attributes].map(([attribute, { customers, type }]) => attributePart(attribute, type, customers, asOf)),
    ...[...histories].map(([tag, customers]) => historyPart(tag, idOf(tag), customers, asOf)),
  ];
}

/** Rows may arrive late under the number of a removed customer. No rule holds for that number, not even one with `not`. */
function customersPart(customers: readonly number[], existing: Set<number>): Part {
  return {
    sql: sql`
      SELECT DISTINCT customer, toInt64(0) AS at, toUInt64(0) AS evaluation, ${textsSql([])} AS texts
      FROM customers
      WHERE customer IN (${list(customers)})
    `,
    add: ({ customer }) => existing.add(customer),
  };
}

interface EventsOfName {
  readonly event: string;
  readonly customers: readonly number[];
  readonly properties: readonly PropertyDef[];
}

/** One SELECT for all events of which the same columns are read: planning one takes the store longer than reading its rows. */
function eventParts(all: readonly EventsOfName[], asOf: Instant): Part[] {
  const columns = ({ properties }: EventsOfName) =>
    JSON.stringify(properties.map(({ code, field, type, array }) => [code, field, type, array]));
  const sorted = all.map((one) => ({ ...one, properties: one.properties.toSorted((a, b) => (a.code < b.code ? -1 : 1)) }));
  return [...Map.groupBy(sorted, columns).values()].map((group) => eventPart(group, group[0]!.properties, asOf));
}

function eventPart(group: readonly EventsOfName[], properties: readonly PropertyDef[], asOf: Instant): Part {
  const rows = group.flatMap(({ event, customers }) =>
    customers.map((customer) => sql`(${literal.text(event)}, ${literal.integer(customer)})`),
  );
  // Of each granule thousands of rows are other customers': comparing numbers leaves few to compare as pairs.
  const among = list([...new Set(group.flatMap(({ customers }) => customers))]);
  return {
    sql: sql`
      SELECT
        customer,
        toUnixTimestamp64Milli(time) AS at,
        toUInt64(0) AS evaluation,
        ${textsSql([sql`toString(event)`, ...properties.map(propertySql)])} AS texts
      FROM events
      PREWHERE customer IN (${among})
      WHERE (event, customer) IN (${sql.join(rows)})
        AND time <= ${literal.instant(asOf)}
    `,
    add: ({ at, texts: [event, ...texts] }, { events }) =>
      events.push({ event: event!, time: Number(at), properties: propertiesOf(properties, texts) }),
  };
}

function attributePart(attribute: string, type: FieldType, customers: readonly number[], asOf: Instant): Part {
  return {
    sql: sql`
      SELECT customer, toUnixTimestamp64Milli(at) AS at, toUInt64(0) AS evaluation, ${textsSql([attributeSql(type)])} AS texts
      FROM attribute_values AS v
      WHERE attribute = ${literal.text(attribute)}
        AND customer IN (${list(customers)})
        AND v.at <= ${literal.instant(asOf)}
        AND ${fitsSql(type)}
    `,
    add: ({ at, texts }, { attributes }) => attributes.push({ attribute, at: Number(at), value: valueOf(texts[0] ?? null, type) }),
  };
}

function historyPart(tag: string, number: number, customers: readonly number[], asOf: Instant): Part {
  const own = sql`bitmapBuild(CAST([${list(customers)}] AS Array(UInt32)))`;
  const moves = (bitmap: Sql, entered: boolean) =>
    sql`
      SELECT
        arrayJoin(bitmapToArray(bitmapAnd(${bitmap}, ${own}))) AS customer,
        toUnixTimestamp64Milli(l.at) AS at,
        evaluation,
        [CAST(value AS Nullable(String)), ${entered ? sql`'1'` : sql`'0'`}] AS texts
      FROM membership_changes AS l
      WHERE tag = ${literal.integer(number)}
        AND l.at <= ${literal.instant(asOf)}
        AND bitmapHasAny(${bitmap}, ${own})
    `;
  return {
    sql: sql`${moves(sql`entered`, true)} UNION ALL ${moves(sql`left`, false)}`,
    add: ({ at, evaluation, texts: [value, entered] }, { memberships }) =>
      memberships.push({ tag, value: value!, at: Number(at), entered: entered === "1", evaluation: Number(evaluation) }),
  };
}

function textsSql(texts: readonly Sql[]): Sql {
  return sql`CAST([${sql.join(texts)}] AS Array(Nullable(String)))`;
}

function list(customers: readonly number[]): Sql {
  return sql.join(customers.map(literal.integer));
}
