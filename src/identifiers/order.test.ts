import fc from "../../test/support/properties.ts";
import { expect, test } from "vitest";
import { compareText } from "./order.ts";

test("texts come in the order of their bytes, as in the fact store", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "b", "é", "中", "\ud7ff", "\ue000", "\uff5e", "\u{1f600}", "\u{1f601}", "\u{10ffff}"),
    maxLength: 4,
  });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareText(a, b)), `${a} ${b}`).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
    }),
    { numRuns: 2_000 },
  );
});
