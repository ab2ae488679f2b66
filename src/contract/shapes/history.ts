import { z } from "zod";
import { InstantText } from "../common.ts";

/** One evaluation's entry in the membership history: when, as of when, why, by whom. */
export const HistoryEntry = z.object({
  evaluation: z.number().int(),
  /** The instant for which the tags were evaluated. */
  at: InstantText,
  /** When it was written. */
  recorded: InstantText,
  /**
   * event, import, clock, rule, override, merge, person, api, undo, erase: see Causes in the guide of rules. If one evaluation has several:
   * the one with the most customers.
   */
  cause: z.string(),
  /** The version of the tag's definition. */
  version: z.number().int(),
  actor: z.string(),
});
