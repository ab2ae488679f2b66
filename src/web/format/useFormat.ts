import { useMemo, useSyncExternalStore } from "react";
import { useTexts } from "../i18n/index.ts";
import { useSession } from "../api/session.ts";
import { amount, bytes, elapsed, exactNumber, measure, percent, shortNumber } from "./number.ts";
import { clockTime, dayInWords, dayOf, exactInstant, relative } from "./time.ts";

/** Formats numbers and times in the person's language and the workspace's time zone. */
export function useFormat() {
  const { lang } = useTexts();
  const timezone = useSession()?.workspace.timezone ?? "Asia/Shanghai";
  return useMemo(
    () => ({
      lang,
      timezone,
      short: (value: number | string) => shortNumber(lang, value),
      exact: (value: number | string) => exactNumber(lang, value),
      percent: (share: number) => percent(lang, share),
      measure: (value: number | string, unit: string | null) => measure(lang, value, unit),
      /** Money, with its currency if known. */
      amount: (value: string, currency: string | null) => (currency === null ? amount(lang, value) : measure(lang, value, currency)),
      bytes: (size: number) => bytes(lang, size),
      elapsed: (milliseconds: number) => elapsed(lang, milliseconds),
      instant: (instant: string) => exactInstant(instant, timezone),
      relative: (instant: string, now: number) => relative(lang, instant, now),
      clock: (instant: string) => clockTime(instant, timezone),
      day: (instant: string) => dayOf(instant, timezone),
      dayInWords: (day: string) => dayInWords(lang, day, dayOf(new Date().toISOString(), timezone)),
    }),
    [lang, timezone],
  );
}

const listeners = new Set<() => void>();
let now = Date.now();
let ticking: ReturnType<typeof setInterval> | undefined;

/** The current time, updated every twenty seconds, for all texts such as “3 min ago”. */
export function useNow(): number {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      ticking ??= setInterval(tick, 20_000);
      return () => {
        listeners.delete(changed);
        if (listeners.size > 0) return;
        clearInterval(ticking);
        ticking = undefined;
      };
    },
    () => now,
  );
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}
