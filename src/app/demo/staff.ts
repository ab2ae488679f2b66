import type { Instant } from "../../kernel/index.ts";
import { shopSeason } from "./shop/generate.ts";
import { personOf } from "./shop/people.ts";
import type { Person } from "./shop/person.ts";
import { chance, randomOf, type Random } from "./shop/random.ts";

/** The tags that people give by hand, and what they go by. */
const HABITS: Readonly<Record<string, (person: Person, random: Random) => boolean>> = {
  store_vip: ({ keys, wealth }, random) => keys.门店 !== undefined && wealth > 1.4 && chance(random, 0.12),
  blocked: ({ picky, buyer }, random) => buyer && picky && chance(random, 0.2),
  koc: ({ engagement, keys, picky }, random) => engagement > 2 && keys.企业微信 !== undefined && !picky && chance(random, 0.22),
  group_buyer: ({ wealth, childBorn, buyer }, random) => buyer && wealth > 1.7 && childBorn === undefined && chance(random, 0.12),
};

/** Whom the staff have given the static tags: references such as `crm:100007`, by the code of the tag. */
export function assignedByStaff(shop: { seed: number; customers: number; until: Instant }): ReadonlyMap<string, readonly string[]> {
  const season = shopSeason(shop.until);
  const given = new Map<string, string[]>(Object.keys(HABITS).map((tag) => [tag, []]));
  for (let index = 0; index < shop.customers; index++) {
    const person = personOf(shop.seed, index, season);
    if (person.registeredAt > shop.until) continue;
    const random = randomOf(shop.seed, index, 11);
    const { platform, external } = person.identities[0]!;
    for (const [tag, fits] of Object.entries(HABITS)) if (fits(person, random)) given.get(tag)!.push(`${platform}:${external}`);
  }
  return given;
}
