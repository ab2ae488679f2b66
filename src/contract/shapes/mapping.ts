import { z } from "zod";
import { InstantText } from "../common.ts";

export const SavedMapping = z.object({
  id: z.string(),
  name: z.string(),
  headings: z.array(z.string()),
  mapping: z.record(z.string(), z.unknown()),
  createdBy: z.string(),
  updatedAt: InstantText,
});
export type SavedMapping = z.output<typeof SavedMapping>;
