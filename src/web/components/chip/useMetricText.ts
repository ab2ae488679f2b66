import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { listTags } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { metricText } from "../../valueTypes/index.ts";
import { useShow } from "../../valueTypes/useShow.ts";

/** Formats a metric tag's value with its unit. Rows of a table have no unit, so it comes from the list of tags. */
export function useMetricText(): (value: string, code: string, unit?: string | null) => string {
  const show = useShow();
  const { data } = useQuery({ ...ask(listTags, {}), staleTime: 60_000 });
  return useCallback(
    (value, code, unit) => {
      const unitOfTag = unit === undefined ? data?.items.find((tag) => tag.code === code)?.unit : unit;
      return metricText(value, unitOfTag ?? null, show);
    },
    [data, show],
  );
}
