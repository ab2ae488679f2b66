import { nickOf } from "./naming.ts";
import type { Channel, Identity, Person } from "./person.ts";
import { below, chance, mix32, pick, randomOf, scrambled, type Random } from "./random.ts";

/** Who is asked for identities: where they come from first, and what is near them. */
export interface Newcomer {
  readonly seed: number;
  readonly index: number;
  readonly home: Channel;
  readonly buyer: boolean;
  readonly parent: boolean;
  readonly stores: boolean;
}

/** Numbers of mobile phones begin with what is not given out to the public, so that nobody's number is among them. */
const PHONES = ["154", "161", "164", "168", "179", "194"];
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** Share of customers whose phone is that of the customer before them: a couple, a parent and a grown child. */
const SHARED_PHONES = 0.003;

/** The identities of a new customer; the shop's own number (crm) comes first where there is one. */
export function identitiesOf(random: Random, newcomer: Newcomer): Pick<Person, "identities" | "keys"> {
  const { seed, index, home, buyer, parent, stores } = newcomer;
  const has = (channel: Channel, share: number): boolean => home === channel || chance(random, share);
  const unique = scrambled(index, 7, 6_180_339, seed);
  const taobao = has("淘宝", 0.34) ? identity("taobao", nickOf(random, unique, parent)) : undefined;
  const wecom = has("企业微信", 0.38) ? identity("wecom", `wm${letters(random, 30)}`) : undefined;
  const card = has("门店", stores ? 0.24 : 0.01) ? identity("store", `MD${scrambled(index, 8, 27_182_819, seed)}`) : undefined;
  const web = has("官网", 0.26) ? identity("web", uuid(random)) : undefined;
  const member = buyer || card !== undefined || wecom !== undefined || chance(random, 0.4);
  const phone = chance(random, card ? 0.98 : member ? 0.86 : 0.3) ? identity("phone", phoneOf(seed, index)) : undefined;
  const unionid = wecom && chance(random, 0.7) ? identity("unionid", `o${letters(random, 27)}`) : undefined;
  const crm = member ? identity("crm", String(100_001 + index)) : undefined;
  return {
    identities: [crm, taobao, wecom, card, web, phone, unionid].filter((known) => known !== undefined),
    keys: {
      ...(taobao && { 淘宝: [taobao] }),
      ...(wecom && { 企业微信: [wecom] }),
      ...(web && { 官网: [web] }),
      ...(card && { 门店: [card] }),
    },
  };
}

function identity(platform: string, external: string): Identity {
  return { platform, external };
}

/** A function of the number alone, so that a family's second member finds the first one's phone. */
function phoneOf(seed: number, index: number): string {
  const random = randomOf(seed, index, 2);
  const owner = index > 0 && chance(random, SHARED_PHONES) ? index - 1 : index;
  return PHONES[(mix32(seed ^ owner) >>> 0) % PHONES.length]! + scrambled(owner, 8, 61_803_399, seed);
}

function letters(random: Random, length: number): string {
  let text = "";
  for (let position = 0; position < length; position++) text += LETTERS[below(random, 64)];
  return text;
}

/** Version 4, variant 1 (RFC 9562). */
function uuid(random: Random): string {
  const hex = (digits: number): string =>
    below(random, 16 ** digits)
      .toString(16)
      .padStart(digits, "0");
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${pick(random, ["8", "9", "a", "b"])}${hex(3)}-${hex(6)}${hex(6)}`;
}
