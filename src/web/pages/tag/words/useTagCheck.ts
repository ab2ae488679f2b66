import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { checkTag, type TagCheck } from "../../../../contract/index.ts";
import type { Issue } from "../../../api/problem.ts";
import { ask } from "../../../api/queries.ts";
import { useDebounced } from "../../../components/useDebounced.ts";
import { writtenTag, type TagDraft } from "./tagDraft.ts";

const PAUSE_MILLISECONDS = 250;

export interface Checked {
  readonly code: string;
  readonly issues: readonly Issue[];
  readonly remarks: TagCheck["remarks"];
  /** The answer is about this text, not about an older one. */
  readonly current: boolean;
}
const NOTHING: Checked = { code: "", issues: [], remarks: [], current: false };

/** What is wrong and doubtful about a draft, and the code that a new tag gets. @param tag the tag that is edited; absent: a new one */
export function useTagCheck(draft: TagDraft, tag?: string): Checked {
  const text = JSON.stringify(writtenTag(draft));
  const later = useDebounced(text, PAUSE_MILLISECONDS);
  const input = { definition: JSON.parse(later) as Record<string, unknown>, ...(tag !== undefined && { tag }) };
  const { data, isPlaceholderData } = useQuery({
    ...ask(checkTag, input),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: false,
  });
  return data ? { ...data, current: later === text && !isPlaceholderData } : NOTHING;
}
