import fc from "../../../test/support/properties.ts";
import { expect, test } from "vitest";
import { FIRST_INSTANT, LAST_INSTANT } from "../../kernel/index.ts";
import { factsInstant, instantOfFacts } from "./instants.ts";

test("an instant goes to the fact store's text and back, as ISO writes it", () => {
  fc.assert(
    fc.property(fc.integer({ min: FIRST_INSTANT, max: LAST_INSTANT }), (instant) => {
      const text = factsInstant(instant);
      expect(text).toBe(new Date(instant).toISOString().replace("T", " ").replace("Z", ""));
      expect(instantOfFacts(text)).toBe(instant);
    }),
    { numRuns: 5_000 },
  );
});
