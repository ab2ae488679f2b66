import type { Lang } from "../../kernel/index.ts";
import { LOCALES } from "./number.ts";

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(lang: Lang, timezone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = lang + timezone + JSON.stringify(options);
  let made = formatters.get(key);
  if (!made) formatters.set(key, (made = new Intl.DateTimeFormat(LOCALES[lang], { timeZone: timezone, ...options })));
  return made;
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 31_556_952_000],
  ["month", 2_629_746_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** `3分钟前`, `3 min ago`; within 45 seconds `刚刚`, `just now`. */
export function relative(lang: Lang, instant: string, now: number): string {
  const difference = new Date(instant).getTime() - now;
  const size = Math.abs(difference);
  if (size < 45_000) return lang === "zh" ? "刚刚" : "just now";
  const [unit, length] = STEPS.find(([, step]) => size >= step) ?? ["minute", 60_000];
  const count = Math.max(1, Math.floor(size / length)) * Math.sign(difference);
  return new Intl.RelativeTimeFormat(LOCALES[lang], { numeric: "always", style: "short" })
    .format(count, unit)
    .replaceAll(lang === "zh" ? " " : ".", "");
}

/** The full instant in the workspace's time zone: `2026-11-22 11:20:57 Asia/Shanghai`. */
export function exactInstant(instant: string, timezone: string): string {
  const text = formatter("zh", timezone, {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).format(new Date(instant));
  return `${text.replaceAll("/", "-")} ${timezone}`;
}

/** `14:05` in the workspace's time zone. */
export function clockTime(instant: string, timezone: string): string {
  return formatter("zh", timezone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(instant));
}

/** The day of an instant in the workspace's time zone, `2026-11-22`. */
export function dayOf(instant: string, timezone: string): string {
  return formatter("zh", timezone, { year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date(instant)).replaceAll("/", "-");
}

/** A day, `2026-11-22`, in words: `11月22日 周日`; with the year when it is not this one. */
export function dayInWords(lang: Lang, day: string, today: string): string {
  const options: Intl.DateTimeFormatOptions = { month: lang === "zh" ? "long" : "short", day: "numeric", weekday: "short" };
  if (day.slice(0, 4) !== today.slice(0, 4)) options.year = "numeric";
  return formatter(lang, "UTC", options).format(new Date(`${day}T00:00:00Z`));
}

/** A day on an axis: `11-22`. */
export function dayOnAxis(day: string): string {
  return day.slice(5);
}

/** The `2026-11-22` of an instant's or day's text. */
export function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text);
}
