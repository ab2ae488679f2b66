import type { ValueType } from "../../../kernel/index.ts";
import { languageOfType, splitComparison } from "../../../rules/language/index.ts";
import { numberOf, readCondition, writeCondition, type Condition } from "./condition.ts";
import { isCounted, isSpan, pickedBy, readMeasure, writeMeasure } from "./measure.ts";
import { isRaw, type Raw } from "./tree.ts";

/** An event leaf, as tokens show it. */
export interface EventDraft {
  readonly event: string;
  readonly window: WindowDraft;
  /** `none`: no element of a list satisfies the condition. */
  readonly where: readonly { readonly property: string; readonly is: Condition; readonly none?: true }[];
  /** In the form of measure.ts. */
  readonly measure: string;
  readonly op: string;
  /** A number, or a duration for a time since. `high` is the other end of `between`. */
  readonly value: string;
  readonly high: string;
  /** The condition on a picked value (first, last, most frequent); null for every other measure. */
  readonly picked: Condition | null;
}

export type WindowDraft =
  | { readonly kind: "lifetime" }
  | { readonly kind: "within"; readonly duration: string }
  | { readonly kind: "calendar"; readonly name: string };

export const CALENDARS = [
  "today",
  "yesterday",
  "thisWeek",
  "lastWeek",
  "thisMonth",
  "lastMonth",
  "thisQuarter",
  "lastQuarter",
  "thisYear",
  "lastYear",
] as const;
export const COMPARISONS = ["gte", "gt", "eq", "lt", "lte", "between", "range"] as const;
const SIGNS: Readonly<Record<string, string>> = { gte: ">=", gt: ">", eq: "=", neq: "!=", lt: "<", lte: "<=" };

/** The comparison of a new measure. */
export const NEW_COMPARISON = { op: "gte", value: "1", high: "" } as const;

/** Reads a leaf; null if tokens cannot show all of it. `typeOf`: the type of a property of the event. */
export function readEvent(raw: Raw, typeOf: (property: string) => ValueType | undefined): EventDraft | null {
  const { event, where, measure, within, calendar, is, ...others } = raw;
  if (typeof event !== "string" || Object.keys(others).length > 0 || (within !== undefined && calendar !== undefined)) return null;
  const window = readWindow(within, calendar);
  const measured = readMeasure(measure);
  const compared = readCompared(is, measured, typeOf);
  const conditions = readWhere(where, typeOf);
  return window && measured && compared && conditions ? { event, window, where: conditions, measure: measured, ...compared } : null;
}

export function writeEvent(
  { event, window, where, measure, op, value, high, picked }: EventDraft,
  typeOf: (property: string) => ValueType | undefined,
): Raw {
  const sign = SIGNS[op];
  const conditions = where.map(({ property, is, none }) => {
    const test = writeCondition(is, typeOf(property) ?? "text");
    return [property, none ? { none: test } : test] as const;
  });
  const property = pickedBy(measure);
  const one = (text: string) => (isSpan(measure) ? text : numberOf(text));
  return {
    event,
    ...(conditions.length > 0 && { where: Object.fromEntries(conditions) }),
    ...writeMeasure(measure),
    ...(window.kind === "within" && { within: window.duration }),
    ...(window.kind === "calendar" && { calendar: window.name }),
    is:
      picked && property !== null
        ? writeCondition(picked, typeOf(property) ?? "text")
        : op === "between"
          ? { between: [one(value), one(high)] }
          : op === "range"
            ? { gte: one(value), lt: one(high) }
            : `${sign} ${value}`,
  };
}

function readWindow(within: unknown, calendar: unknown): WindowDraft | null {
  if (typeof within === "string") return { kind: "within", duration: within };
  if (CALENDARS.some((name) => name === calendar)) return { kind: "calendar", name: calendar as string };
  return within === undefined && calendar === undefined ? { kind: "lifetime" } : null;
}

function readCompared(
  raw: unknown,
  measure: string | null,
  typeOf: (property: string) => ValueType | undefined,
): Pick<EventDraft, "op" | "value" | "high" | "picked"> | null {
  const property = measure === null ? null : pickedBy(measure);
  if (property === null) {
    const is = readIs(raw, measure);
    return is && { ...is, picked: null };
  }
  const type = typeOf(property);
  const picked =
    type === undefined || languageOfType(type).measured === "never" ? null : readCondition(raw === undefined ? { isSet: true } : raw, type);
  return picked && { ...NEW_COMPARISON, picked };
}

function readIs(raw: unknown, measure: string | null): Pick<EventDraft, "op" | "value" | "high"> | null {
  if (raw === undefined) return measure !== null && isCounted(measure) ? { op: "gte", value: "1", high: "" } : null;
  if (typeof raw === "number") return { op: "eq", value: String(raw), high: "" };
  if (typeof raw === "string") {
    const { op, rest } = splitComparison(raw) ?? { op: "eq", rest: raw };
    return COMPARISONS.some((known) => known === op) ? { op, value: rest, high: "" } : null;
  }
  const condition = isRaw(raw) ? readCondition(raw, "number") : null;
  return condition && COMPARISONS.some((known) => known === condition.op) ? condition : null;
}

function readWhere(raw: unknown, typeOf: (property: string) => ValueType | undefined): EventDraft["where"] | null {
  if (raw === undefined) return [];
  if (!isRaw(raw)) return null;
  const conditions = Object.entries(raw).map(([property, test]) => {
    const type = typeOf(property);
    const none = isRaw(test) && Object.keys(test).length === 1 && property.includes("[]") ? test["none"] : undefined;
    const is = type === undefined ? null : readCondition(none ?? test, type);
    return is && { property, is, ...(none !== undefined && { none: true as const }) };
  });
  return conditions.includes(null) ? null : (conditions as EventDraft["where"]);
}
