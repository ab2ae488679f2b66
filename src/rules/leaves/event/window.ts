import type { CalendarUnit, Window } from "../../language/ast.ts";
import { describe, isObject, join, type Reading } from "../../language/scope.ts";
import { readDuration, readTime, readTimesBetween, readUntil } from "../../language/values.ts";
import { readEventName, readWhere } from "./names.ts";

/** The calendar windows as rules write them; blanks and case play no role. */
export const CALENDAR: Readonly<Record<string, { readonly unit: CalendarUnit; readonly which: "this" | "last" }>> = {
  today: { unit: "day", which: "this" },
  yesterday: { unit: "day", which: "last" },
  thisWeek: { unit: "week", which: "this" },
  lastWeek: { unit: "week", which: "last" },
  thisMonth: { unit: "month", which: "this" },
  lastMonth: { unit: "month", which: "last" },
  thisQuarter: { unit: "quarter", which: "this" },
  lastQuarter: { unit: "quarter", which: "last" },
  thisYear: { unit: "year", which: "this" },
  lastYear: { unit: "year", which: "last" },
};

/** Reads the window of a measure from the keys `within`, `calendar`, `between`, `since`, `until`; without any, lifetime. */
export function readWindow(raw: Record<string, unknown>, path: string, reading: Reading): Window | undefined {
  const given = ["within", "calendar", "between"].filter((key) => raw[key] !== undefined);
  if (raw["since"] !== undefined || raw["until"] !== undefined) given.push(raw["since"] === undefined ? "until" : "since");
  if (given.length > 1) return reading.wrong(path, "RULE_TWO_WINDOWS", { keys: given });
  switch (given[0]) {
    case undefined:
      return { kind: "lifetime" };
    case "within": {
      const within = readDuration(raw["within"], join(path, "within"), reading);
      return within && { kind: "rolling", within };
    }
    case "calendar": {
      const at = join(path, "calendar");
      const wanted = typeof raw["calendar"] === "string" ? raw["calendar"].toLowerCase().replaceAll(/[\s_-]/g, "") : "";
      const known = Object.keys(CALENDAR);
      const name = known.find((key) => key.toLowerCase() === wanted);
      if (!name) return reading.shape(at, raw["calendar"], `以下之一：${known.join("、")}`, `one of ${known.join(", ")}`);
      return { kind: "calendar", ...CALENDAR[name]! };
    }
    case "between": {
      const at = join(path, "between");
      const range = readTimesBetween(raw["between"], at, reading);
      const until = range && readUntil((raw["between"] as unknown[])[1], join(at, 1), reading);
      return range && until !== undefined ? { kind: "absolute", since: range.low, until } : undefined;
    }
    default:
      return isObject(raw["since"]) && raw["until"] === undefined
        ? readAnchor(raw["since"], join(path, "since"), reading)
        : readAbsolute(raw, path, reading);
  }
}

function readAbsolute(raw: Record<string, unknown>, path: string, reading: Reading): Window | undefined {
  const since = raw["since"] === undefined ? null : readTime(raw["since"], join(path, "since"), reading);
  const until = raw["until"] === undefined ? null : readUntil(raw["until"], join(path, "until"), reading);
  if (since === undefined || until === undefined) return undefined;
  if (since !== null && until !== null && since >= until)
    return reading.wrong(path, "RULE_RANGE_EMPTY", { low: describe(raw["since"]), high: describe(raw["until"]) });
  return { kind: "absolute", since, until };
}

/** `{ last: Message Sent }`, `{ first: { event: Order Completed, where: … } }`. */
function readAnchor(raw: Record<string, unknown>, path: string, reading: Reading): Window | undefined {
  const keys = Object.keys(raw);
  const which = keys[0];
  if (keys.length !== 1 || (which !== "first" && which !== "last")) {
    reading.onlyKeys(raw, ["first", "last"], path);
    return keys.length === 1
      ? undefined
      : reading.shape(path, raw, "{ last: 行为 } 或 { first: 行为 }", "{ last: event } or { first: event }");
  }
  const at = join(path, which);
  const named = isObject(raw[which]) ? raw[which] : { event: raw[which] };
  reading.onlyKeys(named, ["event", "where"], at);
  const event = readEventName(named["event"], isObject(raw[which]) ? join(at, "event") : at, reading);
  const where = event && readWhere(named["where"], event, join(at, "where"), reading);
  return event && where ? { kind: "since", anchor: { which, event: event.code, where } } : undefined;
}
