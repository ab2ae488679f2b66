import { z } from "zod";
import { InstantText, Text } from "../common.ts";
import { ShownIdentity, ShownText } from "../shown.ts";

const Pair = z.object({ a: ShownIdentity, b: ShownIdentity });

export const MergeReason = z.string().trim().min(1).max(500);

export const Merge = z.object({
  id: z.number().int(),
  /** merge: `lost` became `kept`. split: `lost` was split off from `kept`. */
  kind: z.enum(["merge", "split"]),
  kept: z.number().int(),
  lost: z.number().int(),
  at: InstantText,
  /** links: seen together in messages. person: a person decided. race: two processes gave one identity two numbers. */
  cause: z.enum(["links", "person", "race"]),
  actor: z.string(),
  reason: ShownText.nullable(),
  /** The identities that `lost` had at that time. */
  identities: z.array(ShownIdentity),
  /** Some of the linked pairs that caused it. */
  links: z.array(Pair),
  undone: z.object({ at: InstantText, by: z.string() }).nullable(),
});
export type Merge = z.output<typeof Merge>;

/** One of the two customers of a merge. */
export const MergeSide = z.object({
  customer: z.number().int(),
  name: ShownText.nullable(),
  identities: z.array(ShownIdentity),
  events: z.number().int(),
  attributes: z.number().int(),
  /** Assignments of static tags. */
  tags: z.number().int(),
  overrides: z.number().int(),
});

export const MergePreview = z.object({
  kept: MergeSide,
  lost: MergeSide,
  /** Strong identities of one platform on both sides. They suggest two different people. */
  clashes: z.array(Pair),
});
export type MergePreview = z.output<typeof MergePreview>;

/** Which customer gets an assignment or override: the remaining one (stay), the one split off (leave), or both. */
export const SplitTo = z.enum(["stay", "leave", "both"]);

export const SplitTag = z.object({
  /** The tag's code. */
  tag: z.string(),
  name: Text,
  /** static: an assignment of a static tag. override: a person's decision against the rule. */
  kind: z.enum(["static", "override"]),
  direction: z.enum(["in", "out"]).nullable(),
  value: z.string().nullable(),
  /** The default choice. */
  to: SplitTo,
});
export type SplitTag = z.output<typeof SplitTag>;

export const SplitPreview = z.object({
  customer: z.number().int(),
  /** The number of a customer that was merged earlier and exists again. Null: the split makes a new customer. */
  becomes: z.number().int().nullable(),
  /** The identities that are split off, and how many events and attribute values came with them. */
  identities: z.array(ShownIdentity),
  events: z.number().int(),
  attributes: z.number().int(),
  tags: z.array(SplitTag),
});
export type SplitPreview = z.output<typeof SplitPreview>;

export const SplitChoices = z.array(z.object({ tag: z.string().min(1).max(200), to: SplitTo }).strict()).max(500);
export type SplitChoices = z.output<typeof SplitChoices>;

export const CustomersChanged = z.object({
  /** The customers that have the data now. */
  customers: z.array(z.number().int()),
  merges: z.array(Merge),
});
export type CustomersChanged = z.output<typeof CustomersChanged>;
