import fc from "../../../test/support/properties.ts";
import { expect, test } from "vitest";
import { literal, sql } from "../../engine/index.ts";
import { decimalOf, parseDecimal } from "../../kernel/index.ts";
import { compareWith } from "../interpret/values.ts";
import type { Comparison } from "../language/ast.ts";
import type { Aggregate, PlannedLeaf, Source } from "../plan/types.ts";
import type { SqlScope } from "./moment.ts";
import { existenceOf } from "./exists.ts";

const source: Source = { kind: "event", event: "Order", since: null };
const scope: SqlScope = { catalogue: { attributes: new Map(), events: new Map() }, asOf: Date.UTC(2026, 0, 1), timezone: "UTC" };
const count: Aggregate = { kind: "count", where: [], window: { kind: "lifetime" } };
const last: Aggregate = { kind: "lastTime", where: [], window: { kind: "rolling", within: { count: 30, unit: "d" } } };

const anyComparison: fc.Arbitrary<Comparison<string>> = fc.oneof(
  fc.record({
    op: fc.constantFrom("eq" as const, "neq" as const, "gt" as const, "gte" as const, "lt" as const, "lte" as const),
    value: fc.constantFrom("-1", "0", "0.5", "1", "1.5", "2"),
  }),
  fc
    .tuple(fc.constantFrom("-1", "0", "0.5", "1"), fc.constantFrom("0", "0.5", "1", "2"))
    .map(([low, high]) => ({ op: "between" as const, low, high })),
);

function leafOf(is: Comparison<string>): PlannedLeaf {
  const none = compareWith(is, 0n, (text) => parseDecimal(text)!);
  return { id: "l1", source, predicate: { kind: "number", measure: "m1", is }, whenNothing: none };
}

test("a comparison of a count is asked of single events exactly where every number above 0 answers otherwise than 0", () => {
  fc.assert(
    fc.property(anyComparison, (is) => {
      const answers = Array.from({ length: 6 }, (_, index) => compareWith(is, decimalOf(index), (text) => parseDecimal(text)!));
      const tells = answers.slice(1).every((answer) => answer !== answers[0]);
      expect(existenceOf(leafOf(is), () => count, scope)).toEqual(tells ? { some: sql`true`, none: null } : null);
    }),
  );
});

test("the last one at least so long ago is one there and none after", () => {
  const elapsed = { kind: "elapsed", measure: "m1", is: { op: "gte", value: { count: 3, unit: "d" } } } as const;
  const { some, none } = existenceOf({ id: "l1", source, predicate: elapsed, whenNothing: false }, () => last, scope)!;
  const at = (instant: number) => sql`time > ${literal.instant(instant)}`;
  expect(some).toEqual(at(Date.UTC(2025, 11, 2)));
  expect(none).toEqual(sql`${at(Date.UTC(2025, 11, 2))} AND ${at(Date.UTC(2025, 11, 29))}`);
});

test("a sum is a measure", () => {
  const sum: Aggregate = { kind: "sum", property: "amount", where: [], window: { kind: "lifetime" } };
  expect(existenceOf(leafOf({ op: "gte", value: "1" }), () => sum, scope)).toBeNull();
});
