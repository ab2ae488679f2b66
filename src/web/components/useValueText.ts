import { useCallback } from "react";
import type { Value } from "../../contract/index.ts";
import { isInstant } from "../format/time.ts";
import { useFormat } from "../format/useFormat.ts";
import { useTexts } from "../i18n/index.ts";

/** Formats a value of an attribute or property: instants as day and time, booleans in words, lists joined. */
export function useValueText(): (value: Value | null | undefined, type?: string) => string {
  const { t, lang } = useTexts();
  const { day, clock, exact } = useFormat();
  return useCallback(
    (value, type) => {
      if (value == null || value === "") return "–";
      if (typeof value === "boolean") return t(value ? "common.yes" : "common.no");
      if (Array.isArray(value)) return value.join(lang === "zh" ? "、" : ", ");
      if (isInstant(value)) {
        const time = clock(value);
        return time === "00:00" ? day(value) : `${day(value)} ${time}`;
      }
      return type === "number" && !Number.isNaN(Number(value)) ? exact(value) : value;
    },
    [t, lang, day, clock, exact],
  );
}
