import { entry } from "./problem.ts";

/** Errors of suggested tags. */
export const suggestions = {
  REJECTION_NOTE_MISSING: entry<Record<string, never>>({
    status: 422,
    exit: 3,
    zh: () => "原因选「其他」时，请在说明（note）里写明。",
    en: () => "With the reason “other”, say why in `note`.",
  }),
};
