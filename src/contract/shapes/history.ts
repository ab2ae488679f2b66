import { z } from "zod";
import { InstantText } from "../common.ts";

/** One evaluation's entry in the membership history: when, as of when, why, by whom. */
export const HistoryEntry = z.object({
  evaluation: z.number().int(),
  /** The instant the evaluation answered about. */
  at: InstantText,
  /** When it was written. */
  recorded: InstantText,
  /** event, import, clock, rule, override, merge, person, api, undo, erase: see Causes in the guide of rules. Of several in one evaluation that of the most customers. */
  cause: z.string(),
  /** The version of the tag's definition. */
  version: z.number().int(),
  actor: z.string(),
});
