import { CATEGORIES, type Category } from "../data/product.ts";
import { PLACES, STORES } from "../data/places.ts";
import { DAY, momentOn } from "./calendar.ts";
import { beta, exponential, gamma, logNormal, normal, uniform, weighted } from "./distributions.ts";
import { identitiesOf } from "./identities.ts";
import { nameOf } from "./naming.ts";
import type { Channel, Person } from "./person.ts";
import { chance, pick, randomOf } from "./random.ts";
import { advance, type Season } from "./season.ts";

/** Yearly growth of the number of newcomers. */
const GROWTH = 0.16;

const leaningOf = weighted<Category>(CATEGORIES, (category) => ({ 母婴: 42, 家居: 21, 食品: 24, 数码: 13 })[category]);
const homeOf = weighted<Channel>(
  ["淘宝", "企业微信", "官网", "门店"],
  (channel) => ({ 淘宝: 56, 企业微信: 13, 官网: 12, 门店: 19 })[channel],
);
const anyPlace = weighted(PLACES, ({ weight }) => weight);
const storePlace = weighted(
  PLACES.filter(({ city }) => city in STORES),
  ({ weight, city }) => weight * STORES[city]!.length,
);

const WOMEN: Readonly<Record<Category, number>> = { 母婴: 0.84, 家居: 0.68, 食品: 0.6, 数码: 0.27 };
const AGES: Readonly<Record<Category, readonly [number, number]>> = { 母婴: [30.5, 4], 家居: [37, 9], 食品: [34, 9.5], 数码: [29, 7.5] };
const SOURCES: Readonly<Record<Channel, readonly string[]>> = {
  淘宝: ["淘宝搜索", "淘宝搜索", "淘宝搜索", "淘宝直播", "抖音引流", "小红书种草", "老客推荐"],
  企业微信: ["公众号", "老客推荐", "社群裂变", "包裹卡", "小红书种草"],
  官网: ["官网搜索", "小红书种草", "信息流广告"],
  门店: ["门店扫码", "门店扫码", "门店导购", "异业合作"],
};

/** The customer of this number: the same whoever else the shop has. */
export function personOf(seed: number, index: number, season: Season): Person {
  const random = randomOf(seed, index, 1);
  const registered = registration(random(), season);
  const day = Math.floor(registered);
  const leaning = leaningOf(random);
  const home = homeOf(random);
  const gender = chance(random, WOMEN[leaning]) ? "女" : "男";
  const [age, spread] = AGES[leaning];
  const born = Math.floor(day - 365.25 * Math.max(18, Math.min(74, age + spread * normal(random) + uniform(random, -0.5, 0.5))));
  const place = home === "门店" ? storePlace(random) : anyPlace(random);
  const stores = STORES[place.city];
  const thrift = beta(random, 1.6, 2.4);
  const buyer = chance(random, home === "门店" ? 0.93 : home === "淘宝" ? 0.88 : 0.68);
  const parent = leaning === "母婴" || chance(random, 0.07);
  const { identities, keys } = identitiesOf(random, { seed, index, home, buyer, parent, stores: stores !== undefined });
  const known = {
    index,
    registered,
    registeredAt: momentOn(random, day, home === "门店" ? "store" : "online"),
    identities,
    keys,
    source: pick(random, SOURCES[home]),
    gender,
    name: nameOf(random, gender, new Date(born * DAY).getUTCFullYear()),
    born,
    place,
    store: keys.门店 && stores ? pick(random, stores) : undefined,
    childBorn: parent ? Math.floor(day - 30.44 * childMonths(random)) : undefined,
  } as const;
  return {
    ...known,
    leaning,
    wealth: logNormal(random, 0.06, 0.45),
    thrift,
    engagement: logNormal(random, -0.35, 0.85),
    picky: chance(random, 0.035),
    buyer,
    rate: gamma(random, 0.85, leaning === "食品" ? 0.62 : 0.48) + 0.03,
    leaving: beta(random, 1.4, leaning === "数码" ? 1.7 : 2.5),
    affinity: thrift < 0.25 ? 0 : thrift < 0.6 ? 1 : 2,
  };
}

/** More newcomers every year, and on the days when the shop is busy. */
function registration(share: number, season: Season): number {
  const years = (season.last + 1 - season.first) / 365.25;
  const when = Math.log(1 + share * (Math.exp(GROWTH * years) - 1)) / (GROWTH * years);
  const total = season.tables[1]!.at(-1)!;
  return Math.min(advance(season, 1, season.first, when * total), season.last + 0.999);
}

/** Parents find the shop before the birth, at the birth, or while the child is small. */
function childMonths(random: () => number): number {
  const stage = random();
  if (stage < 0.2) return uniform(random, -8, 0);
  if (stage < 0.5) return uniform(random, 0, 6);
  return Math.min(6 + exponential(random, 16), 84);
}
