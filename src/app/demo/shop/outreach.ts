import { CARE, GREETINGS, INVITATIONS, LINKS, MATERIALS, NEWS, REPLIES } from "../data/outreach.ts";
import type { Category } from "../data/product.ts";
import { categoryOf, productOf } from "./basket.ts";
import { DAY, HOUR, dayOf, momentOn } from "./calendar.ts";
import { exponential } from "./distributions.ts";
import type { Purchases } from "./orders.ts";
import type { Person } from "./person.ts";
import { chance, pick, randomOf, type Random } from "./random.ts";
import type { Season } from "./season.ts";
import type { Properties, Sink } from "./sink.ts";
import { filled, staffOf } from "./talk.ts";

/** Mean days between two messages of an adviser to one customer. */
const EVERY = 46;

/** What the shop writes of its own accord, in 企业微信 and by SMS, and what comes back: links clicked, a few answers, mostly nothing. */
export function reachOut(seed: number, person: Person, purchases: Purchases, season: Season, sink: Sink): void {
  const random = randomOf(seed, person.index, 6);
  if (person.keys.企业微信) advise(random, person, purchases, season, sink);
  if (person.identities.some(({ platform }) => platform === "phone")) promote(random, person, purchases, season, sink);
}

function advise(random: Random, person: Person, { orders, gone }: Purchases, season: Season, sink: Sink): void {
  const staff = staffOf(person, "企业微信");
  const properties = (text: string, campaign?: string): Properties => ({
    text,
    channel: "企业微信",
    staff,
    ...(campaign && { campaign }),
  });
  const begin = person.registered + exponential(random, 20);
  let day = Math.floor(begin);
  sink.add("Message Sent", "企业微信", momentOn(random, day, "staff"), properties(say(random, person, GREETINGS, day), "入会欢迎"));
  for (;;) {
    day += Math.ceil(exponential(random, EVERY));
    if (day > season.last) return;
    const time = momentOn(random, day, "staff");
    const category = chance(random, 0.8) ? person.leaning : categoryOf(random, person);
    const personal = chance(random, 0.3);
    const care = orders[0] && orders[0].day < day ? CARE : INVITATIONS;
    sink.add(
      "Message Sent",
      "企业微信",
      time,
      properties(say(random, person, personal ? care : NEWS[category], day), personal ? undefined : `${category}周推`),
    );
    const awake = day < gone ? 1 : 0.3;
    if (chance(random, 0.13)) sendMaterial(random, person, category, time, awake, sink);
    if (chance(random, Math.min(0.7, 0.2 * person.engagement * awake)))
      click(random, category, "企业微信", time + exponential(random, 3) * HOUR, sink);
    if (!chance(random, Math.min(0.6, 0.12 * person.engagement * awake))) continue;
    const reply = pick(random, REPLIES);
    const replied = time + exponential(random, 5) * HOUR;
    sink.add("Message Received", "企业微信", replied, { text: reply, channel: "企业微信" });
    // Whoever asks to be left alone is.
    if (reply.includes("别发了")) return;
  }
}

function say(random: Random, person: Person, texts: readonly string[], day: number): string {
  return filled(random, pick(random, texts), person, productOf(random, person, person.leaning, day), day);
}

function sendMaterial(random: Random, person: Person, category: Category, time: number, awake: number, sink: Sink): void {
  const title = pick(random, MATERIALS[category]);
  sink.add("Material Sent", "企业微信", time + 60_000, {
    material: title,
    category,
    channel: "企业微信",
    staff: staffOf(person, "企业微信"),
  });
  if (chance(random, Math.min(0.8, 0.35 * person.engagement * awake)))
    sink.add("Link Clicked", "企业微信", time + exponential(random, 4) * HOUR, link(title, category, "企业微信"));
}

function click(random: Random, category: Category, source: string, time: number, sink: Sink): void {
  const title = pick(random, LINKS[category]);
  sink.add("Link Clicked", source === "企业微信" ? "企业微信" : undefined, time, link(title, category, source));
  if (chance(random, 0.25))
    sink.add(
      "Link Clicked",
      source === "企业微信" ? "企业微信" : undefined,
      time + 90_000,
      link(pick(random, LINKS[category]), category, source),
    );
}

function link(title: string, category: Category, channel: string): Properties {
  return { title, category, channel };
}

/** On the eve of every great promotion the members get an SMS with a link. */
function promote(random: Random, person: Person, { gone }: Purchases, season: Season, sink: Sink): void {
  const from = Math.max(dayOf(person.registeredAt) + 2, season.first + 1);
  for (let day = from; day <= season.last; day++) {
    const promotion = season.promotions[day - season.first];
    if (!promotion?.coupons || promotion.lift < 2.2 || season.promotions[day - season.first - 1] === promotion) continue;
    const keen = 0.1 * person.engagement * (0.6 + person.thrift) * (day < gone ? 1 : 0.35);
    if (!chance(random, Math.min(0.6, keen))) continue;
    const time = momentOn(random, day, "online") - (chance(random, 0.5) ? DAY : 0);
    click(random, person.leaning, chance(random, 0.7) ? "短信" : "公众号", time, sink);
  }
}
