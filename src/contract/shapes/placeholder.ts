import { z } from "zod";

/** What an edit of the list would do. */
export const PlaceholderPreview = z.object({
  /** MessageIdentities there are that it is about. */
  identities: z.number().int(),
  /** Customers that would become others'. */
  merged: z.number().int(),
  /** Customers that would be split off. */
  split: z.number().int(),
});
export type PlaceholderPreview = z.output<typeof PlaceholderPreview>;
