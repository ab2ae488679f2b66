import { z } from "zod";

/** A limit of this size means: no limit. */
export const NO_LIMIT = 1_000_000_000;

export const MergeLimit = z.object({ between: z.number().int().min(1), holds: z.number().int().min(1) }).strict();
