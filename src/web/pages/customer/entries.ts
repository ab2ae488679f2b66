import type { EventOnCustomer } from "../../../contract/index.ts";

/** A line of the timeline: the heading of a day, or an event. */
export type Entry =
  | { readonly kind: "day"; readonly key: string; readonly day: string }
  | { readonly kind: "event"; readonly key: string; readonly event: EventOnCustomer };

/** Events, newest first, with a heading before the first of each day. @param dayOf The day of an instant in the workspace. */
export function entriesOf(events: readonly EventOnCustomer[], dayOf: (instant: string) => string): Entry[] {
  const entries: Entry[] = [];
  let before = "";
  for (const event of events) {
    const day = dayOf(event.time);
    if (day !== before) entries.push({ kind: "day", key: day, day });
    before = day;
    entries.push({ kind: "event", key: event.id, event });
  }
  return entries;
}
