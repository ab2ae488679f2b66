import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { checkFile, type DoubtfulColumn } from "../../../contract/index.ts";
import { api } from "../../api/client.ts";
import { mappingToCheck, type Draft } from "./draft.ts";

/** The ambiguous columns of the file under the draft. A question about numbers stays after the answer, so that it can be changed. */
export function useImportQuestions(upload: string, draft: Draft): { doubts: readonly DoubtfulColumn[]; checking: boolean } {
  const mapping = mappingToCheck(draft);
  const [asked, setAsked] = useState<DoubtfulColumn | null>(null);
  const identified = Object.keys(mapping.identities ?? {}).length > 0;
  const { data, isFetching } = useQuery({
    queryKey: ["checkFile", upload, mapping],
    queryFn: ({ signal }) => api(checkFile, { upload, mapping }, signal),
    enabled: identified,
    // Errors of the mapping are shown when the import starts.
    retry: false,
    staleTime: Infinity,
    placeholderData: (before) => before,
  });
  const found = identified ? (data?.doubts ?? []) : [];
  const numbers = found.find(({ kind }) => kind === "numberFormat");
  if (numbers && numbers.path !== asked?.path) setAsked(numbers);
  const kept = asked && !numbers && draft.choices?.numberFormat ? [asked] : [];
  return { doubts: [...kept, ...found], checking: isFetching };
}
