import { z } from "zod";
import { InstantText } from "../common.ts";
import { ShownText } from "../shown.ts";

export const OverrideDirection = z.enum(["in", "out"]);
export type OverrideDirection = z.output<typeof OverrideDirection>;

/** A person's decision that a customer has, or does not have, a tag. It takes precedence over the rule. */
export const OverrideShape = z.object({
  direction: OverrideDirection,
  /** The tier. Null for a rule tag, and for the decision that the customer has no tier. */
  value: z.string().nullable(),
  reason: ShownText,
  actor: z.string(),
  at: InstantText,
  expires: InstantText.nullable(),
});
export type OverrideShape = z.output<typeof OverrideShape>;

/** The latest assignment or removal of a static tag, with its reason. */
export const AssignmentShape = z.object({
  reason: ShownText.nullable(),
  actor: z.string(),
  at: InstantText,
  /** The customer loses the tag at this time. Null: the tag has no end. */
  until: InstantText.nullable(),
});
export type AssignmentShape = z.output<typeof AssignmentShape>;
