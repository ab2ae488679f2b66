import { z } from "zod";

/** The effect of an edit of the placeholder list. */
export const PlaceholderPreview = z.object({
  /** Identities that the edit concerns. */
  identities: z.number().int(),
  /** Customers that would be merged into others. */
  merged: z.number().int(),
  /** Customers that would be split off. */
  split: z.number().int(),
});
export type PlaceholderPreview = z.output<typeof PlaceholderPreview>;
