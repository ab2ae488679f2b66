import { useMemo } from "react";
import { useFormat } from "../format/useFormat.ts";
import { useTexts } from "../i18n/index.ts";
import type { Show } from "./index.ts";

/** How values are shown to the person. */
export function useShow(): Show {
  const { t, lang } = useTexts();
  const { day, clock, exact, measure } = useFormat();
  return useMemo(
    () => ({ lang, day, clock, exact, measure, yesOrNo: (value) => t(value ? "common.yes" : "common.no") }),
    [t, lang, day, clock, exact, measure],
  );
}
