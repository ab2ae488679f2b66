import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { listTags } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { isInstant } from "../../format/time.ts";
import { useFormat } from "../../format/useFormat.ts";

/** Formats a metric tag's value with its unit. Rows of a table have no unit, so it comes from the list of tags. */
export function useMetricText(): (value: string, code: string, unit?: string | null) => string {
  const { measure, day } = useFormat();
  const { data } = useQuery({ ...ask(listTags, {}), staleTime: 60_000 });
  return useCallback(
    (value, code, unit) => {
      if (isInstant(value)) return day(value);
      const unitOfTag = unit === undefined ? data?.items.find((tag) => tag.code === code)?.unit : unit;
      return Number.isNaN(Number(value)) ? value : measure(value, unitOfTag ?? null);
    },
    [data, measure, day],
  );
}
