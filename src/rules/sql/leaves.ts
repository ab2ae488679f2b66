import { literal, sql, type Sql } from "../../engine/index.ts";
import { narrowed } from "../plan/narrow.ts";
import { measuresOf } from "../plan/split.ts";
import { existenceOf, type Existence } from "./exists.ts";
import { historyLeavesSql } from "../leaves/tag/sql.ts";
import { keptBy, type Keep } from "../plan/size.ts";
import type { Pass, PlannedLeaf } from "../plan/types.ts";
import type { SqlScope } from "./moment.ts";
import { bitmapOf, columnsSql, rowsSql, sourceSql, type Population } from "./pass.ts";
import { predicateSql } from "./predicate.ts";

/** One row per leaf: its number, and the bitmap of customers whose answer differs from the answer over nothing. */
export function leavesSql(pass: Pass, scope: SqlScope, population: Population): Sql | null {
  if (pass.leaves.length === 0) return null;
  const { source } = pass;
  if (source.kind === "membershipHistory") return historyLeavesSql(pass, scope, bitmapOf(population));
  // Measures of metrics are not read here, so that they do not widen the scan.
  const wanted = { ...pass, measures: measuresOf(pass, pass.leaves) };
  if (source.kind !== "event") {
    const answers = pass.leaves.map((leaf) => answerSql(leaf, scope));
    return listsSql(pass.leaves, answers, columnsSql(wanted, scope, population));
  }
  const { where, measures: own } = narrowed(wanted.measures);
  const read = { ...wanted, measures: own };
  const { measures, existences } = workOf(read, scope);
  const from = sourceSql(read, source, scope, population, where);
  if (existences.size === pass.leaves.length) return eventsSql(pass.leaves, existences, from);
  // Leaves that single events answer keep no measure: together they need one bit each in a number per customer.
  const marks = marksOf(existences.values());
  const columns = rowsSql({ ...pass, measures }, source, scope, from, marks.columns);
  const answers = pass.leaves.map((leaf) => {
    const existence = existences.get(leaf.id);
    return existence ? marks.answer(existence) : answerSql(leaf, scope);
  });
  return listsSql(pass.leaves, answers, columns);
}

/** The memory of a pass for its leaves. */
export function keptForLeaves(pass: Pass, scope: SqlScope): Keep {
  const { measures, existences } = workOf(pass, scope);
  // One number in the list from which a bitmap is built.
  const lists = 4 * pass.leaves.length;
  if (existences.size === pass.leaves.length) return { perCustomer: lists, perRow: 0 };
  const { perCustomer, perRow } = keptBy(measures.map(({ aggregate }) => aggregate));
  const anchors = pass.source.kind === "event" && pass.source.since !== null ? 64 : 0;
  return { perCustomer: perCustomer + lists + anchors + 8 * Math.ceil(existences.size / 32), perRow };
}

/** The leaves that single events answer, and the measures that the other leaves need. */
function workOf(pass: Pass, scope: SqlScope): { measures: Pass["measures"]; existences: ReadonlyMap<string, Existence> } {
  const existences = existencesOf(pass, scope);
  const others = pass.leaves.filter((leaf) => !existences.has(leaf.id));
  return { measures: measuresOf(pass, others), existences };
}

/** The number of rows that a pass may read, at any time; the index answers it. */
export function countRowsSql({ source }: Pass): Sql {
  switch (source.kind) {
    case "event":
      return sql`
        SELECT count() AS rows
        FROM events
        WHERE event = ${literal.text(source.event)}
      `;
    case "events":
      return sql`
        SELECT count() AS rows
        FROM events
        WHERE event IN (${sql.join(source.events.map(literal.text))})
      `;
    case "attribute":
      return sql`
        SELECT count() AS rows
        FROM attribute_values
        WHERE attribute = ${literal.text(source.attribute)}
      `;
    case "membershipHistory":
    case "ranked":
    case "cycle":
      throw new Error("a pass that is not divided");
  }
}

/** `l12` → 12. */
export function numberOf(id: string): number {
  return Number(id.slice(1));
}

function answerSql({ predicate, whenNothing }: PlannedLeaf, scope: SqlScope): Sql {
  const answer = predicateSql(predicate, scope);
  return whenNothing ? sql`NOT ${answer}` : answer;
}

/** Groups come in the order of a hash; a bitmap is built several times faster from sorted numbers. */
function listsSql(leaves: Pass["leaves"], answers: readonly Sql[], from: Sql): Sql {
  const lists = answers.map((answer) => sql`groupArrayIf(customer, ${answer})`);
  return sql`
    SELECT leaf, bitmapBuild(arraySort(list)) AS customers
    FROM (SELECT [${sql.join(lists)}] AS lists FROM (${from}))
    ARRAY JOIN ${numbersOf(leaves)} AS leaf, lists AS list
  `;
}

/** The numbers of leaves as one constant: a constant each takes the engine longer to parse than some passes take to run. */
function numbersOf(leaves: Pass["leaves"]): Sql {
  return sql`CAST([${sql.join(leaves.map(({ id }) => literal.integer(numberOf(id))))}] AS Array(UInt32))`;
}

function existencesOf(pass: Pass, scope: SqlScope): Map<string, Existence> {
  const aggregates = new Map(pass.measures.map(({ id, aggregate }) => [id, aggregate]));
  return new Map(
    pass.leaves.flatMap((leaf) => {
      const existence = existenceOf(leaf, (id) => aggregates.get(id)!, scope);
      return existence ? [[leaf.id, existence] as const] : [];
    }),
  );
}

/** When single events answer every leaf, nothing is grouped: events are read in the order of customers. */
function eventsSql(leaves: Pass["leaves"], existences: ReadonlyMap<string, Existence>, from: Sql): Sql {
  const states = new Map<string, { readonly condition: Sql; readonly name: Sql }>();
  const stateOf = (condition: Sql): Sql => {
    if (!states.has(condition.text)) states.set(condition.text, { condition, name: sql.id(`e${states.size + 1}`) });
    return states.get(condition.text)!.name;
  };
  const bitmaps = leaves.map((leaf) => {
    const { some, none } = existences.get(leaf.id)!;
    return none === null ? stateOf(some) : sql`bitmapAndnot(${stateOf(some)}, ${stateOf(none)})`;
  });
  const columns = [...states.values()].map(({ condition, name }) => sql`groupBitmapStateIf(customer, ${condition}) AS ${name}`);
  return sql`
    SELECT leaf, customers
    FROM (
      SELECT [${sql.join(bitmaps)}] AS bitmaps
      FROM (SELECT ${sql.join(columns)} FROM ${from})
    )
    ARRAY JOIN ${numbersOf(leaves)} AS leaf, bitmaps AS customers
  `;
}

/** Conditions on single events as bits of numbers `k1`, `k2` … per customer; a bit is set when any event meets the condition. */
function marksOf(existences: Iterable<Existence>): { columns: readonly Sql[]; answer: (existence: Existence) => Sql } {
  const conditions = new Map<string, { readonly condition: Sql; readonly mark: number }>();
  const markOf = (condition: Sql): number => {
    if (!conditions.has(condition.text)) conditions.set(condition.text, { condition, mark: conditions.size });
    return conditions.get(condition.text)!.mark;
  };
  for (const { some, none } of existences) for (const condition of none === null ? [some] : [some, none]) markOf(condition);
  const bit = (condition: Sql) =>
    sql`bitTest(${sql.id(`k${Math.floor(markOf(condition) / 64) + 1}`)}, ${literal.integer(markOf(condition) % 64)})`;
  const all = [...conditions.values()].map(({ condition }) => condition);
  const columns = Array.from({ length: Math.ceil(all.length / 64) }, (_, index) => {
    const own = all.slice(index * 64, index * 64 + 64);
    const type = sql.id(`toUInt${[8, 16, 32, 64].find((bits) => own.length <= bits)}`);
    const bits = own.map((condition, place) =>
      place === 0 ? sql`${type}(${condition})` : sql`bitShiftLeft(${type}(${condition}), ${literal.integer(place)})`,
    );
    return sql`groupBitOr(${bits.reduce((a, b) => sql`bitOr(${a}, ${b})`)}) AS ${sql.id(`k${index + 1}`)}`;
  });
  return { columns, answer: ({ some, none }) => (none === null ? bit(some) : sql`${bit(some)} AND NOT ${bit(none)}`) };
}
