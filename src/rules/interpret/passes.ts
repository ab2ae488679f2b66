import { daysInMonth, numbersOf, type Day } from "../../kernel/index.ts";
import type { Scalar, Test, ValueType } from "../language/ast.ts";
import { foldedTest, foldedText } from "../language/letters.ts";
import { compiledPattern } from "../language/pattern/pattern.ts";
import { placeOf, runOfType } from "../valueTypes/runs.ts";
import { anniversaryDays, compare, compareWith, todayOf, type Moment, type Seen } from "./values.ts";

/** Whether one value passes one test. A missing value passes no test except `isSet: false`. */
export function passes(test: Test, type: ValueType, value: Seen | undefined, moment: Moment): boolean {
  const known = value !== undefined && !(Array.isArray(value) && value.length === 0);
  if (test.op === "isSet") return known === test.value;
  if (!known) return false;
  const { wanted } = runOfType(type);
  switch (test.op) {
    case "eq":
    case "neq":
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return compare(test.op, value as string, wanted(test.value) as string);
    case "between":
    case "notBetween":
      return compareWith<Scalar, string>(test, value as string, (one) => wanted(one) as string);
    case "in":
      return test.values.some((one) => wanted(one) === value);
    case "notIn":
      return !test.values.some((one) => wanted(one) === value);
    case "contains":
      return (value as string).includes(test.value);
    case "containsAny":
      return test.values.some((word) => (value as string).includes(word));
    case "startsWith":
      return (value as string).startsWith(test.value);
    case "endsWith":
      return (value as string).endsWith(test.value);
    case "matches":
      return compiledPattern(test.value).test(value as string);
    case "ignoringCase":
      if (test.test.op === "matches") return compiledPattern(test.test.value, true).test(value as string);
      return passes(foldedTest(test.test), type, foldedText(value as string), moment);
    case "hasAny":
      return test.values.some((wanted) => (value as readonly string[]).includes(wanted));
    case "hasAll":
      return test.values.every((wanted) => (value as readonly string[]).includes(wanted));
    case "withinLast":
      return placeOf(type).withinLast(value, test.duration, moment);
    case "withinNext":
      return placeOf(type).withinNext(value, test.duration, moment);
    case "anniversaryWithin": {
      const [, month, day] = numbersOf(placeOf(type).day(value, moment));
      return anniversaryDays(moment, test.days).includes(month * 100 + day);
    }
    // A birthday in the future has no age. Without this line it would count as an age below one year.
    case "age":
      return placeOf(type).age(value, test.is, moment);
    case "years": {
      const born = placeOf(type).day(value, moment);
      return born <= todayOf(moment) && compareWith(test.is, yearsSince(born, todayOf(moment)), (years) => years);
    }
  }
}

/** The age today of a person born on that day: whole calendar years. In years without 29 February that birthday is 28 February. */
function yearsSince(born: Day, now: Day): number {
  const [thisYear, thisMonth, thisDay] = numbersOf(now);
  const [year, month, day] = numbersOf(born);
  const birthday = Math.min(day, daysInMonth(thisYear, month));
  const isPast = thisMonth > month || (thisMonth === month && thisDay >= birthday);
  return thisYear - year - (isPast ? 0 : 1);
}
