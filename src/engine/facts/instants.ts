import type { Instant } from "../../kernel/index.ts";

const DAY = 86_400_000;
const DAYS_KEPT = 20_000;
const days = new Map<number, string>();
const two = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, "0"));

/** An instant as rows given to the fact store carry it: `YYYY-MM-DD hh:mm:ss.mmm` in UTC. Called for every row of a batch. */
export function factsInstant(instant: Instant): string {
  const day = Math.floor(instant / DAY);
  let date = days.get(day);
  if (date === undefined) {
    if (days.size >= DAYS_KEPT) days.clear();
    date = new Date(day * DAY).toISOString().slice(0, 10);
    days.set(day, date);
  }
  const within = instant - day * DAY;
  const seconds = Math.floor(within / 1000);
  const clock = `${two[Math.floor(seconds / 3600)]}:${two[Math.floor(seconds / 60) % 60]}:${two[seconds % 60]}`;
  return `${date} ${clock}.${String(within % 1000).padStart(3, "0")}`;
}

/** The instant that a row of the fact store says. */
export function instantOfFacts(text: string): Instant {
  return Date.parse(`${text.slice(0, 10)}T${text.slice(11)}Z`);
}
