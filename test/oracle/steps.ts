import fc from "fast-check";
import type { CustomerFacts } from "../../src/rules/index.ts";
import { anyFacts } from "./world.ts";

const DAY = 86_400_000;
const MOST_CUSTOMERS = 11;

/** A decision of a person about one of the customers (counted round), of a rule or tiered tag. */
export interface OverrideStep {
  readonly tag: "t0" | "t1" | "tiers";
  readonly customer: number;
  /** `off`: an earlier one is taken away. */
  readonly direction: "in" | "out" | "off";
  readonly value: "高" | "低";
  /** For how long in milliseconds; null: until taken away. */
  readonly lasts: number | null;
}

/** What happens, and then how far time moves. */
export interface Step {
  /** More facts of some customers: old events come late, in any order, values of attributes change. */
  readonly more: readonly (readonly [customer: number, facts: CustomerFacts])[];
  readonly arrivals: readonly CustomerFacts[];
  /** Who gets the static tag, and who loses it. */
  readonly hand: { readonly add: readonly number[]; readonly remove: readonly number[] };
  readonly overrides: readonly OverrideStep[];
  readonly jump: number;
}

const anyJump = fc.oneof(
  fc.constantFrom(0, 1, DAY / 2, DAY, 7 * DAY, 30 * DAY, 31 * DAY, 365 * DAY),
  fc.integer({ min: 1, max: 5 * 60_000 }),
  fc.integer({ min: 0, max: 40 * DAY }),
);
const someone = fc.nat(MOST_CUSTOMERS);
const anyOverride: fc.Arbitrary<OverrideStep> = fc.record({
  tag: fc.constantFrom("t0", "t1", "tiers"),
  customer: someone,
  direction: fc.constantFrom("in", "out", "off"),
  value: fc.constantFrom("高", "低"),
  lasts: fc.constantFrom(null, 1, DAY, 10 * DAY),
});
const without = fc.constant({ add: [], remove: [] });

/** `overrides`: people decide too; then time only goes forward, for what they decide is dated by the clock. */
export function anyStep(overrides: boolean): fc.Arbitrary<Step> {
  return fc.record({
    more: fc.array(fc.tuple(someone, anyFacts), { maxLength: 3 }),
    arrivals: fc.array(anyFacts, { maxLength: 2 }),
    hand: fc.oneof(
      { weight: 2, arbitrary: without },
      {
        weight: 1,
        arbitrary: fc.record({ add: fc.uniqueArray(someone, { maxLength: 3 }), remove: fc.uniqueArray(someone, { maxLength: 3 }) }),
      },
    ),
    overrides: overrides ? fc.array(anyOverride, { maxLength: 2 }) : fc.constant([]),
    jump: overrides ? anyJump : fc.tuple(anyJump, fc.constantFrom(1, -1)).map(([length, direction]) => length * direction),
  });
}
