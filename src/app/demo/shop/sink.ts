import type { Instant } from "../../../kernel/index.ts";
import type { IncomingEvent } from "../../../customers/index.ts";
import type { Channel, Identity, Person } from "./person.ts";

export type Properties = IncomingEvent["properties"];

/** Takes the events of one customer; what lies before the registration, outside the two years or ahead of now is dropped. */
export interface Sink {
  /** By a channel the customer has; by any identity where they have not. */
  add(event: string, channel: Channel | undefined, time: Instant, properties: Properties): void;
}

export function sinkOf(person: Person, prefix: string, window: { since: Instant; until: Instant }, events: IncomingEvent[]): Sink {
  const fallback: readonly Identity[] = [person.identities[0]!];
  const since = Math.max(window.since, person.registeredAt - 1);
  let count = 0;
  return {
    add(event, channel, time, properties) {
      if (time <= since || time > window.until) return;
      const identities = (channel && person.keys[channel]) ?? fallback;
      events.push({ id: `${prefix}-${(count++).toString(36)}`, event, identities, time: Math.floor(time), properties });
    },
  };
}
