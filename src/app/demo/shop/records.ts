import { INTERESTS } from "../data/outreach.ts";
import { formatInstant } from "../../../kernel/index.ts";
import { dateText } from "./calendar.ts";
import type { IncomingCustomer } from "../../../customers/index.ts";
import type { Order } from "./orders.ts";
import type { Person } from "./person.ts";
import { below, chance, pick, randomOf } from "./random.ts";

/** Levels by what was spent since registration, in yuan. */
const LEVELS = [
  { level: "钻石", from: 8000 },
  { level: "金卡", from: 3000 },
  { level: "银卡", from: 800 },
] as const;

const MAILS = ["qq.example", "163.example", "126.example", "sina.example", "outlook.example"];

/** The customer at registration, and again whenever the level rises; points as of the last order. Nothing after `until`. */
export function recordsOf(seed: number, person: Person, orders: readonly Order[], until: number): IncomingCustomer[] {
  const member = person.identities[0]!.platform === "crm";
  const records: IncomingCustomer[] = [
    { identities: person.identities, at: person.registeredAt, attributes: attributesOf(seed, person, member) },
  ];
  if (!member) return records;
  const random = randomOf(seed, person.index, 9);
  let spent = 0;
  let level = "普通";
  let points = 0;
  orders.forEach((order, index) => {
    if (order.time > until) return;
    spent += order.amount / 100;
    points += Math.floor(order.amount / 100);
    if (points > 600 && chance(random, 0.25)) points -= 500;
    const reached = LEVELS.find(({ from }) => spent >= from)?.level ?? "普通";
    const last = index === orders.length - 1 || orders[index + 1]!.time > until;
    if (reached === level && !last) return;
    records.push({
      identities: [person.identities[0]!],
      at: order.time,
      attributes: { ...(reached !== level && { member_level: reached }), ...(last && { points }) },
    });
    level = reached;
  });
  return records;
}

function attributesOf(seed: number, person: Person, member: boolean): IncomingCustomer["attributes"] {
  const random = randomOf(seed, person.index, 10);
  const { place, gender, childBorn } = person;
  const phone = person.identities.find(({ platform }) => platform === "phone")?.external;
  const about = member || chance(random, 0.3);
  const interests = INTERESTS[person.leaning];
  const first = below(random, interests.length);
  const second = pick(random, Object.values(INTERESTS).flat());
  return {
    ...(about && { name: person.name, gender }),
    ...(member && chance(random, 0.74) && { birthday: dateText(person.born) }),
    ...(member && childBorn !== undefined && chance(random, 0.86) && { child_birthday: dateText(childBorn) }),
    ...(chance(random, member ? 0.97 : 0.6) && { province: place.province, city: place.city }),
    ...(member && { member_level: "普通", points: 0 }),
    source_channel: person.source,
    ...(phone && { phone }),
    ...(chance(random, 0.22) && { email: `u${(person.index * 7919 + 10_007).toString(36)}@${pick(random, MAILS)}` }),
    ...(person.store && { store: person.store }),
    ...(chance(random, 0.38) && { interests: interests[first] === second ? [second] : [interests[first], second] }),
    registered_at: formatInstant(person.registeredAt),
  };
}
