import { literal } from "../../engine/index.ts";
import { narrowed } from "../plan/narrow.ts";
import { measuresOf } from "../plan/split.ts";
import { existenceOf, type Existence } from "./exists.ts";
import { ledgerLeavesSql } from "../leaves/tag/sql.ts";
import { keptBy, type Keep } from "../plan/size.ts";
import type { Pass, PlannedLeaf } from "../plan/types.ts";
import type { SqlScope } from "./moment.ts";
import { bitmapOf, columnsSql, rowsSql, sourceSql, type Population } from "./pass.ts";
import { predicateSql } from "./predicate.ts";

/** One row a leaf: its number and the bitmap of the customers for whom its answer differs from that over nothing. */
export function leavesSql(pass: Pass, scope: SqlScope, population: Population): string | null {
  if (pass.leaves.length === 0) return null;
  const { source } = pass;
  if (source.kind === "ledger") return ledgerLeavesSql(pass, scope, bitmapOf(population));
  // The measures of metrics need not be read here, nor widen the scan.
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
  // Measures that single events answer are not kept: all of them together are a bit each of one number per customer.
  const marks = marksOf(existences.values());
  const columns = rowsSql({ ...pass, measures }, source, scope, from, marks.columns);
  const answers = pass.leaves.map((leaf) => {
    const existence = existences.get(leaf.id);
    return existence ? marks.answer(existence) : answerSql(leaf, scope);
  });
  return listsSql(pass.leaves, answers, columns);
}

/** What a pass keeps in memory for its leaves. */
export function keptForLeaves(pass: Pass, scope: SqlScope): Keep {
  const { measures, existences } = workOf(pass, scope);
  // A number in the list that a bitmap is built from.
  const lists = 4 * pass.leaves.length;
  if (existences.size === pass.leaves.length) return { perCustomer: lists, perRow: 0 };
  const { perCustomer, perRow } = keptBy(measures.map(({ aggregate }) => aggregate));
  const anchors = pass.source.kind === "event" && pass.source.since !== null ? 64 : 0;
  return { perCustomer: perCustomer + lists + anchors + 8 * Math.ceil(existences.size / 32), perRow };
}

/** Which leaves are answered by single events, and the measures that the others need. */
function workOf(pass: Pass, scope: SqlScope): { measures: Pass["measures"]; existences: ReadonlyMap<string, Existence> } {
  const existences = existencesOf(pass, scope);
  const others = pass.leaves.filter((leaf) => !existences.has(leaf.id));
  return { measures: measuresOf(pass, others), existences };
}

/** How many rows there are of what a pass reads, at whatever time; answered from the index. */
export function countRowsSql({ source }: Pass): string {
  switch (source.kind) {
    case "event":
      return `SELECT count() AS rows FROM events WHERE event = ${literal.text(source.event)}`;
    case "events":
      return `SELECT count() AS rows FROM events WHERE event IN (${source.events.map(literal.text).join(", ")})`;
    case "attribute":
      return `SELECT count() AS rows FROM attribute_values WHERE attribute = ${literal.text(source.attribute)}`;
    case "ledger":
    case "ranked":
    case "cycle":
      throw new Error("a pass that is not divided");
  }
}

/** `l12` → 12. */
export function numberOf(id: string): number {
  return Number(id.slice(1));
}

function answerSql({ predicate, whenNothing }: PlannedLeaf, scope: SqlScope): string {
  const answer = predicateSql(predicate, scope);
  return whenNothing ? `NOT ${answer}` : answer;
}

/** Groups come in the order of a hash, and a bitmap is built several times faster from sorted numbers. */
function listsSql(leaves: Pass["leaves"], answers: readonly string[], from: string): string {
  const lists = answers.map((answer) => `groupArrayIf(customer, ${answer})`);
  return `SELECT leaf, bitmapBuild(arraySort(list)) AS customers FROM (SELECT [${lists.join(", ")}] AS lists FROM (${from})) ARRAY JOIN ${numbersOf(leaves)} AS leaf, lists AS list`;
}

/** The numbers of leaves as one constant: a constant each would take the engine longer to read than some passes take. */
function numbersOf(leaves: Pass["leaves"]): string {
  return `CAST([${leaves.map(({ id }) => numberOf(id)).join(", ")}] AS Array(UInt32))`;
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

/** A pass whose every leaf is answered by single events groups nothing: events are read in the order of customers. */
function eventsSql(leaves: Pass["leaves"], existences: ReadonlyMap<string, Existence>, from: string): string {
  const states = new Map<string, string>();
  const stateOf = (condition: string): string => {
    if (!states.has(condition)) states.set(condition, `e${states.size + 1}`);
    return states.get(condition)!;
  };
  const bitmaps = leaves.map((leaf) => {
    const { some, none } = existences.get(leaf.id)!;
    return none === null ? stateOf(some) : `bitmapAndnot(${stateOf(some)}, ${stateOf(none)})`;
  });
  const columns = [...states].map(([condition, name]) => `groupBitmapStateIf(customer, ${condition}) AS ${name}`);
  return `SELECT leaf, customers FROM (SELECT [${bitmaps.join(", ")}] AS bitmaps FROM (SELECT ${columns.join(", ")} FROM ${from})) ARRAY JOIN ${numbersOf(leaves)} AS leaf, bitmaps AS customers`;
}

/** Conditions over single events as bits of numbers `k1`, `k2` … per customer: set when any event is such. */
function marksOf(existences: Iterable<Existence>): { columns: readonly string[]; answer: (existence: Existence) => string } {
  const conditions = new Map<string, number>();
  const markOf = (condition: string): number => {
    if (!conditions.has(condition)) conditions.set(condition, conditions.size);
    return conditions.get(condition)!;
  };
  for (const { some, none } of existences) for (const condition of none === null ? [some] : [some, none]) markOf(condition);
  const bit = (condition: string) => `bitTest(k${Math.floor(markOf(condition) / 64) + 1}, ${markOf(condition) % 64})`;
  const all = [...conditions.keys()];
  const columns = Array.from({ length: Math.ceil(all.length / 64) }, (_, index) => {
    const own = all.slice(index * 64, index * 64 + 64);
    const type = `toUInt${[8, 16, 32, 64].find((bits) => own.length <= bits)}`;
    const bits = own.map((condition, place) => (place === 0 ? `${type}(${condition})` : `bitShiftLeft(${type}(${condition}), ${place})`));
    return `groupBitOr(${bits.reduce((a, b) => `bitOr(${a}, ${b})`)}) AS k${index + 1}`;
  });
  return { columns, answer: ({ some, none }) => (none === null ? bit(some) : `${bit(some)} AND NOT ${bit(none)}`) };
}
