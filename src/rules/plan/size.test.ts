import fc from "../../../test/support/properties.ts";
import { expect, test } from "vitest";
import { halvesOf, spansOf } from "./size.ts";

test("spans are as many as the budget asks for and hold every customer once", () => {
  fc.assert(
    fc.property(fc.nat(10_000_000_000), fc.nat(5_000_000), fc.integer({ min: 1, max: 1_000_000_000 }), (bytes, highest, budget) => {
      fc.pre(bytes / budget < 2_000);
      const spans = spansOf(bytes, highest, budget);
      expect(spans[0]!.from).toBe(0);
      expect(spans.at(-1)!.below).toBeGreaterThan(highest);
      for (const [index, { from, below }] of spans.entries()) {
        expect(below).toBeGreaterThan(from);
        if (index > 0) expect(from).toBe(spans[index - 1]!.below);
        // Of equal customers, none has more than its share.
        expect(((below - from) / (highest + 1)) * bytes).toBeLessThanOrEqual(budget + bytes / (highest + 1));
      }
    }),
  );
});

test("halves are the span, and one customer has none", () => {
  expect(halvesOf({ from: 4, below: 9 })).toEqual([
    { from: 4, below: 7 },
    { from: 7, below: 9 },
  ]);
  expect(halvesOf({ from: 4, below: 5 })).toBeNull();
});
