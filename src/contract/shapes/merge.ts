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
  /** evidence: seen together in messages. person: somebody's word. race: two processes had numbered one identity. */
  cause: z.enum(["evidence", "person", "race"]),
  actor: z.string(),
  reason: ShownText.nullable(),
  /** The identities that `lost` had then. */
  identities: z.array(ShownIdentity),
  /** The pairs that led to it, some of them. */
  evidence: z.array(Pair),
  undone: z.object({ at: InstantText, by: z.string() }).nullable(),
});
export type Merge = z.output<typeof Merge>;

/** One side of what is to be merged. */
export const MergeSide = z.object({
  customer: z.number().int(),
  name: ShownText.nullable(),
  identities: z.array(ShownIdentity),
  events: z.number().int(),
  attributes: z.number().int(),
  /** Tags given by hand, and overrides. */
  tags: z.number().int(),
  overrides: z.number().int(),
});

export const MergePreview = z.object({
  kept: MergeSide,
  lost: MergeSide,
  /** Strong identities of one platform on both sides: two different members, by what is known. */
  clashes: z.array(Pair),
});
export type MergePreview = z.output<typeof MergePreview>;

/** Whom a tag given by hand or an override goes to: the customer that stays, the one that is split off, or both. */
export const SplitTo = z.enum(["stay", "leave", "both"]);

export const SplitTag = z.object({
  /** The tag's code. */
  tag: z.string(),
  name: Text,
  /** static: the customer is in a static tag. override: it is held in or out of a tag, whatever its rule says. */
  kind: z.enum(["static", "override"]),
  direction: z.enum(["in", "out"]).nullable(),
  value: z.string().nullable(),
  /** Whom it goes to unless somebody chooses. */
  to: SplitTo,
});
export type SplitTag = z.output<typeof SplitTag>;

export const SplitPreview = z.object({
  customer: z.number().int(),
  /** The number that comes back, of a customer that was merged before; null: a new one. */
  becomes: z.number().int().nullable(),
  /** What leaves, and how many events and attribute values it brought. */
  identities: z.array(ShownIdentity),
  events: z.number().int(),
  attributes: z.number().int(),
  tags: z.array(SplitTag),
});
export type SplitPreview = z.output<typeof SplitPreview>;

export const SplitChoices = z.array(z.object({ tag: z.string().min(1).max(200), to: SplitTo }).strict()).max(500);
export type SplitChoices = z.output<typeof SplitChoices>;

export const CustomersChanged = z.object({
  /** Where what was asked about is now. */
  customers: z.array(z.number().int()),
  merges: z.array(Merge),
});
export type CustomersChanged = z.output<typeof CustomersChanged>;
