import type { Instant } from "../../kernel/index.ts";

/** An instant as rows given to the fact store carry it: `YYYY-MM-DD hh:mm:ss.mmm` in UTC. */
export function factsInstant(instant: Instant): string {
  const iso = new Date(instant).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}`;
}

/** The instant that a row of the fact store says. */
export function instantOfFacts(text: string): Instant {
  return Date.parse(`${text.slice(0, 10)}T${text.slice(11)}Z`);
}
