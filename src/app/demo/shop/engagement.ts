import { ACTIVITIES } from "../data/outreach.ts";
import { laterMoment, momentOn } from "./calendar.ts";
import { exponential } from "./distributions.ts";
import type { Purchases } from "./orders.ts";
import { CHANNELS, type Channel, type Person } from "./person.ts";
import { surname } from "./naming.ts";
import { chance, pick, randomOf } from "./random.ts";
import { advance, type Season } from "./season.ts";
import type { Sink } from "./sink.ts";

/** Activities joined while with the shop, and friends brought along by those who like it. */
export function engage(seed: number, person: Person, { orders, gone }: Purchases, season: Season, sink: Sink): void {
  const random = randomOf(seed, person.index, 8);
  const open = ACTIVITIES.filter(({ parents, store }) => (!parents || person.childBorn !== undefined) && (!store || person.store));
  const home = CHANNELS.find((channel) => person.keys[channel]) as Channel;
  for (let at = person.registered; ;) {
    at = advance(season, 1, at, exponential(random, 260 / person.engagement));
    if (at > Math.min(gone + 30, season.last + 1)) break;
    const { name, type, store } = pick(random, open);
    const channel = store ? "门店" : home;
    sink.add("Activity Joined", channel, momentOn(random, Math.floor(at), store ? "store" : "online"), {
      activity: name,
      topic: type,
      channel,
      ...(store && { store: person.store }),
    });
  }
  // A friend is brought after a good experience: with every order from the second on.
  for (const order of orders.slice(1)) {
    if (person.picky || !chance(random, Math.min(0.12, 0.02 * person.engagement))) continue;
    const time = laterMoment(random, order.time, 1 + exponential(random, 6));
    sink.add("Referral Made", order.channel, time, {
      referred: `${surname(random)}${chance(random, 0.7) ? "女士" : "先生"}`,
      campaign: "老带新",
      channel: order.channel,
    });
  }
}
