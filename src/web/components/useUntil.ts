import { useFormat } from "../format/useFormat.ts";
import { useTexts } from "../i18n/index.ts";

/** The end of something, in words. Midnight is shown as the day before, which is the last full day. */
export function useUntil(): (until: string | null) => string {
  const { t } = useTexts();
  const { day, clock } = useFormat();
  return (until) => {
    if (until === null) return t("override.forever");
    const at = clock(until) === "00:00" ? day(new Date(Date.parse(until) - 1).toISOString()) : `${day(until)} ${clock(until)}`;
    return t("override.expires", { at });
  };
}
