import { fixedLength, type Duration } from "../../kernel/index.ts";
import type { CalendarUnit, Comparison, Condition, Test, ValueType, Window } from "../language/ast.ts";
import { placeOf, runOfType } from "../valueTypes/runs.ts";
import type { Plan, Predicate, Source } from "./types.ts";

/**
 * When time alone can change answers that read the events of one name: when an event crosses asOf − offset, or when a calendar span
 * changes.
 */
export interface EventBoundaries {
  readonly offsets: readonly Duration[];
  readonly spans: readonly { readonly unit: CalendarUnit; readonly which: "this" | "last" }[];
  /** The event's own properties that rules compare with now, by code: `where: { paid_at: { withinLast: 3d } }`. */
  readonly properties: ReadonlyMap<string, ValueBoundaries>;
}

/**
 * The same for values of an attribute or a property: a value crosses asOf minus or plus a duration, or its anniversary enters or leaves the
 * days ahead.
 */
export interface ValueBoundaries {
  readonly back: readonly Duration[];
  readonly ahead: readonly Duration[];
  readonly anniversaries: readonly number[];
  /** Ages in years at which an answer changes. */
  readonly years: readonly number[];
  /** For dates: the distances from today of days that an answer depends on, negative in the past. They move at midnight. */
  readonly days: readonly Duration[];
  /** The type of its values; null while no test compares them with now. */
  readonly type: ValueType | null;
}

export interface Boundaries {
  readonly events: ReadonlyMap<string, EventBoundaries>;
  readonly attributes: ReadonlyMap<string, ValueBoundaries>;
}

/** Facts with a time after asOf do not count yet, so every fact crosses asOf itself. */
const NOW: Duration = { count: 0, unit: "h" };

const TODAY: Duration = { count: 0, unit: "d" };

/** The boundaries of an attribute or a property while they are collected. */
interface ValueEntry {
  readonly back: Map<string, Duration>;
  readonly ahead: Map<string, Duration>;
  readonly anniversaries: Set<number>;
  readonly years: Set<number>;
  readonly days: Map<string, Duration>;
  type: ValueType | null;
}

interface EventEntry {
  readonly offsets: Map<string, Duration>;
  readonly spans: Map<string, EventBoundaries["spans"][number]>;
  readonly properties: Map<string, ValueEntry>;
}

function emptyEntry(): ValueEntry {
  return { back: new Map(), ahead: new Map(), anniversaries: new Set(), years: new Set(), days: new Map(), type: null };
}

/** All boundaries of a plan. Between two instants an answer can change only for customers with something that crosses a boundary. */
export function boundariesOf(plan: Plan): Boundaries {
  const events = new Map<string, EventEntry>();
  const attributes = new Map<string, ValueEntry>();
  const eventOf = (name: string) => {
    let entry = events.get(name);
    if (!entry) events.set(name, (entry = { offsets: new Map([["0h", NOW]]), spans: new Map(), properties: new Map() }));
    return entry;
  };
  const add = (map: Map<string, Duration>, duration: Duration) => map.set(`${duration.count}${duration.unit}`, duration);
  const addWindow = (name: string, window: Window) => {
    if (window.kind === "rolling" || window.kind === "previous") add(eventOf(name).offsets, window.within);
    if (window.kind === "previous") add(eventOf(name).offsets, { ...window.within, count: window.within.count * 2 });
    if (window.kind === "calendar") eventOf(name).spans.set(`${window.which} ${window.unit}`, window);
  };
  const addProperty = (event: string, property: string, type: ValueType, tests: readonly Test[]) => {
    if (!tests.some(isRelative)) return;
    const { properties } = eventOf(event);
    const entry = properties.get(property) ?? emptyEntry();
    properties.set(property, entry);
    // Every test with a duration also depends on whether the time has come.
    const { ofDays } = placeOf(type);
    if (!ofDays) add(entry.back, NOW);
    entry.type = type;
    for (const test of tests) addTest(entry, ofDays, test, add);
  };
  const addConditions = (event: string, where: readonly Condition[]) => {
    for (const { property, type, tests } of where) addProperty(event, property, type, tests);
  };
  for (const pass of plan.passes) {
    const { source } = pass;
    for (const name of eventsOf(source)) eventOf(name);
    if (source.kind === "attribute") {
      let entry = attributes.get(source.attribute);
      if (!entry) attributes.set(source.attribute, (entry = emptyEntry()));
      add(entry.back, NOW);
    }
    // An expected purchase depends on intervals of the customer and of others, so such tags are evaluated over everybody instead.
    if ((source.kind === "event" || source.kind === "ranked") && source.since) addConditions(source.since.event, source.since.where);
    for (const { aggregate } of pass.measures) {
      if (!("window" in aggregate)) continue;
      for (const name of aggregate.kind === "times" ? [aggregate.event] : eventsOf(source)) addWindow(name, aggregate.window);
      if (aggregate.kind === "times") addConditions(aggregate.event, aggregate.where);
      else if (source.kind === "event" || source.kind === "ranked") addConditions(source.event, aggregate.where);
    }
    for (const { predicate } of pass.leaves) {
      for (const duration of durationsOf(predicate)) for (const name of eventsOf(source)) add(eventOf(name).offsets, duration);
      if (predicate.kind !== "tests") continue;
      const picked = pass.measures.find(({ id }) => id === predicate.measure)?.aggregate;
      if (source.kind === "event" && picked && "property" in picked)
        addProperty(source.event, picked.property, predicate.type, predicate.tests);
      const entry = source.kind === "attribute" ? attributes.get(source.attribute) : undefined;
      const { place } = runOfType(predicate.type);
      if (!entry || !place) continue;
      entry.type = predicate.type;
      for (const test of predicate.tests) addTest(entry, place.ofDays, test, add);
    }
  }
  return {
    events: new Map(
      [...events].map(([name, { offsets, spans, properties }]) => [
        name,
        { offsets: [...offsets.values()], spans: [...spans.values()], properties: valuesOf(properties) },
      ]),
    ),
    attributes: valuesOf(attributes),
  };
}

function valuesOf(entries: ReadonlyMap<string, ValueEntry>): ReadonlyMap<string, ValueBoundaries> {
  return new Map(
    [...entries].map(([name, { back, ahead, anniversaries, years, days, type }]) => [
      name,
      {
        back: [...back.values()],
        ahead: [...ahead.values()],
        anniversaries: [...anniversaries],
        years: [...years],
        days: [...days.values()],
        type,
      },
    ]),
  );
}

/** Whether a test compares a value with now. */
function isRelative({ op }: Test): boolean {
  return op === "withinLast" || op === "withinNext" || op === "age" || op === "years" || op === "anniversaryWithin";
}

/** Whether answers change only at midnight: those of days, ages in years and anniversaries. */
export function changesAtMidnight({ anniversaries, years, days }: ValueBoundaries): boolean {
  return anniversaries.length + years.length + days.length > 0;
}

function eventsOf(source: Source): readonly string[] {
  switch (source.kind) {
    case "event":
      return source.since === null ? [source.event] : [source.event, source.since.event];
    case "events":
      return source.events;
    case "ranked":
      return source.since === null ? [source.event] : [source.event, source.since.event];
    case "cycle":
      return [source.cycle.event];
    case "attribute":
    case "membershipHistory":
      return [];
  }
}

function comparedWith(is: Comparison<Duration>): Duration[] {
  if (is.op === "all") return is.of.flatMap(comparedWith);
  return "value" in is ? [is.value] : [is.low, is.high];
}

/** The ages at which an answer changes: "at least n" changes at n, "above n" at n + 1; also birth, before which there is no age. */
function yearsOf(is: Comparison<number>): number[] {
  return [0, ...bordersOf(is)];
}

function bordersOf(is: Comparison<number>): number[] {
  if (is.op === "all") return is.of.flatMap(bordersOf);
  if (is.op === "between" || is.op === "notBetween") return [is.low, is.high + 1];
  switch (is.op) {
    case "gte":
    case "lt":
      return [is.value];
    case "gt":
    case "lte":
      return [is.value + 1];
    case "eq":
    case "neq":
      return [is.value, is.value + 1];
  }
}

function durationsOf(predicate: Predicate): Duration[] {
  if (predicate.kind === "elapsed") return comparedWith(predicate.is);
  if (predicate.kind !== "sequence" || !predicate.without) return [];
  // "Not followed within D" is decided D after the last step.
  return [{ count: predicate.without.within / fixedLength({ count: 1, unit: "h" })!, unit: "h" }];
}

function addTest(entry: ValueEntry, isDate: boolean, test: Test, add: (map: Map<string, Duration>, duration: Duration) => void): void {
  const back = (duration: Duration) => (isDate ? add(entry.days, { ...duration, count: -duration.count }) : add(entry.back, duration));
  const ahead = (duration: Duration) => add(isDate ? entry.days : entry.ahead, duration);
  switch (test.op) {
    case "withinLast":
    case "withinNext":
      if (isDate) add(entry.days, TODAY);
      (test.op === "withinLast" ? back : ahead)(test.duration);
      return;
    case "age":
      if (isDate) add(entry.days, TODAY);
      for (const duration of comparedWith(test.is)) back(duration);
      return;
    case "years":
      for (const years of yearsOf(test.is)) entry.years.add(years);
      return;
    case "anniversaryWithin":
      entry.anniversaries.add(test.days);
      return;
    default:
      return;
  }
}

/** The durations that rules ask about a tag: the answer changes that long after an entry. */
export function heldDurations(plan: Plan): readonly { readonly tag: string; readonly duration: Duration }[] {
  return plan.passes.flatMap(({ source, leaves }) =>
    source.kind === "membershipHistory"
      ? leaves.flatMap(({ predicate }) => durationsOf(predicate).map((duration) => ({ tag: source.tag, duration })))
      : [],
  );
}
