import { z } from "zod";
import { InstantText } from "../common.ts";
import { ShownText } from "../shown.ts";

export const OverrideDirection = z.enum(["in", "out"]);
export type OverrideDirection = z.output<typeof OverrideDirection>;

/** A membership that a person set, whatever the rule says. */
export const OverrideShape = z.object({
  direction: OverrideDirection,
  /** The tier; null for a rule tag, and for an override out of every tier. */
  value: z.string().nullable(),
  reason: ShownText,
  actor: z.string(),
  at: InstantText,
  expires: InstantText.nullable(),
});
export type OverrideShape = z.output<typeof OverrideShape>;

/** What was said when a static tag was put on, or taken off. */
export const AssignmentShape = z.object({
  reason: ShownText.nullable(),
  actor: z.string(),
  at: InstantText,
  /** From then on the customer has it no more; null: it stays. */
  until: InstantText.nullable(),
});
export type AssignmentShape = z.output<typeof AssignmentShape>;
