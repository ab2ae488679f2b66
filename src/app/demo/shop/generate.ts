import type { Instant } from "../../../kernel/index.ts";
import { follow } from "./aftermath.ts";
import { browse } from "./browsing.ts";
import { DAY, dayOf } from "./calendar.ts";
import { engage } from "./engagement.ts";
import type { IncomingCustomer, IncomingEvent } from "../../../customers/index.ts";
import { ordersOf } from "./orders.ts";
import { reachOut } from "./outreach.ts";
import { personOf } from "./people.ts";
import type { Person } from "./person.ts";
import { recordsOf } from "./records.ts";
import { seasonOf, type Season } from "./season.ts";
import { sinkOf } from "./sink.ts";
import { talk } from "./talk.ts";

export interface ShopOptions {
  /** A whole number from 0 on; the same seed and `until` give the same shop, byte for byte. */
  readonly seed: number;
  readonly customers: number;
  /** The last instant: nothing happens after it. */
  readonly until: Instant;
  /** The customer to go on from, as a batch's `next` said; 0 at first. */
  readonly from?: number;
}

export interface ShopBatch {
  readonly customers: readonly IncomingCustomer[];
  /** In the order of customers, not of time. */
  readonly events: readonly IncomingEvent[];
  /** How many customers have been made by now, this batch included. */
  readonly next: number;
}

/** Days of events. */
const WINDOW = 730;
/** Days before them on which customers could register already. */
const BEFORE = 480;
const BATCH_EVENTS = 25_000;

/** The days of a shop whose last day is that of `until`. */
export function shopSeason(until: Instant): Season {
  const last = dayOf(until);
  return seasonOf(last - WINDOW - BEFORE, last);
}

/**
 * A shop for mother and child, home, food and electronics, as its systems would report it: customers with their identities, and two
 * years of what they did. Batches hold whole customers and about 25,000 events; memory does not grow with their number.
 */
export function* generateShop({ seed, customers, until, from = 0 }: ShopOptions): Generator<ShopBatch, void, undefined> {
  const season = shopSeason(until);
  const window = { since: until - WINDOW * DAY, until };
  let batch = { customers: [] as IncomingCustomer[], events: [] as IncomingEvent[] };
  for (let index = from; index < customers; index++) {
    const person = personOf(seed, index, season);
    if (person.registeredAt <= until) live(seed, person, season, window, batch);
    if (batch.events.length < BATCH_EVENTS && index < customers - 1) continue;
    yield { ...batch, next: index + 1 };
    batch = { customers: [], events: [] };
  }
}

function live(
  seed: number,
  person: Person,
  season: Season,
  window: { since: Instant; until: Instant },
  batch: { customers: IncomingCustomer[]; events: IncomingEvent[] },
): void {
  const sink = sinkOf(person, `s${seed}-${person.index.toString(36)}`, window, batch.events);
  const purchases = ordersOf(seed, person, season);
  batch.customers.push(...recordsOf(seed, person, purchases.orders, window.until));
  follow(seed, person, purchases.orders, sink);
  const visits = browse(seed, person, purchases, season, sink);
  talk(seed, person, purchases.orders, visits, sink);
  reachOut(seed, person, purchases, season, sink);
  engage(seed, person, purchases, season, sink);
}
