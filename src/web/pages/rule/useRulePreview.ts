import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { estimateRule, previewRule, type RulePreview } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useDebounced } from "../../components/useDebounced.ts";
import type { Raw } from "./tree.ts";

/** A pause in typing after which an estimate is asked for, and a longer one for the exact numbers; in milliseconds. */
const ESTIMATE_PAUSE_MILLISECONDS = 120;
const EXACT_PAUSE_MILLISECONDS = 450;

/** Numbers of a draft: an estimate while it changes, then the exact ones. What was asked about an older text is not waited for. */
export function useRulePreview(definition: Raw, tag: string | undefined) {
  const text = JSON.stringify(definition);
  const [soon, later] = [useDebounced(text, ESTIMATE_PAUSE_MILLISECONDS), useDebounced(text, EXACT_PAUSE_MILLISECONDS)];
  const input = (settled: string) => ({ definition: JSON.parse(settled) as Record<string, unknown>, ...(tag !== undefined && { tag }) });
  const options = { placeholderData: keepPreviousData, staleTime: 30_000, retry: false } as const;
  const estimate = useQuery({ ...ask(estimateRule, input(soon)), ...options });
  const exact = useQuery({ ...ask(previewRule, input(later)), ...options });
  // What was last counted stays there, also while something is wrong.
  const [last, setLast] = useState<RulePreview | null>(null);
  const counted = exact.isPlaceholderData ? undefined : exact.data;
  if (counted && counted !== last) setLast(counted);
  const exactNow = later === text && counted !== undefined && !exact.error;
  const estimateNow = soon === text && estimate.data !== undefined && !estimate.isPlaceholderData;
  // The one that speaks of this very text says what is wrong with it.
  const problem = later === text && exact.error ? exact.error : soon === text ? estimate.error : null;
  return {
    /** Exact numbers of this text; null while they are worked out. */
    exact: exactNow ? counted : null,
    estimate: !exactNow && estimateNow ? estimate.data : null,
    /** The last exact numbers of any text, to stand there until there are others. */
    before: last,
    problem,
    working: later !== text || exact.isFetching,
  };
}
