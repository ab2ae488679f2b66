import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { estimateRule, previewRule, type RulePreview } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useDebounced } from "../../components/useDebounced.ts";
import type { Raw } from "./tree.ts";

/** The pauses in typing before the request of an estimate, and of the exact numbers. */
const ESTIMATE_PAUSE_MILLISECONDS = 120;
const EXACT_PAUSE_MILLISECONDS = 450;

/** Numbers of a draft: an estimate while it changes, then the exact ones. Answers about an older text are not awaited. */
export function useRulePreview(definition: Raw, tag: string | undefined, enabled = true) {
  const text = JSON.stringify(definition);
  const [soon, later] = [useDebounced(text, ESTIMATE_PAUSE_MILLISECONDS), useDebounced(text, EXACT_PAUSE_MILLISECONDS)];
  const input = (json: string) => ({ definition: JSON.parse(json) as Record<string, unknown>, ...(tag !== undefined && { tag }) });
  const options = { placeholderData: keepPreviousData, staleTime: 30_000, retry: false, enabled } as const;
  const estimate = useQuery({ ...ask(estimateRule, input(soon)), ...options });
  const exact = useQuery({ ...ask(previewRule, input(later)), ...options });
  // The last exact numbers stay visible, also while the draft has an error.
  const [last, setLast] = useState<RulePreview | null>(null);
  const counted = exact.isPlaceholderData ? undefined : exact.data;
  if (counted && counted !== last) setLast(counted);
  const exactNow = later === text && counted !== undefined && !exact.error;
  const estimateNow = soon === text && estimate.data !== undefined && !estimate.isPlaceholderData;
  // Only an error about the current text is shown.
  const problem = later === text && exact.error ? exact.error : soon === text ? estimate.error : null;
  return {
    /** Exact numbers of this text; null while loading. */
    exact: exactNow ? counted : null,
    estimate: !exactNow && estimateNow ? estimate.data : null,
    /** The last exact numbers of any text, shown until new ones arrive. */
    before: last,
    problem,
    working: later !== text || exact.isFetching,
  };
}
