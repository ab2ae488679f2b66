import { hasNameSigns } from "../kernel/index.ts";

/**
 * What an identity of a platform is. number: given by the company itself, one a customer. account: an account on a platform.
 * contact: a way to reach a person, sometimes shared or passed on. device: a browser or an app before anybody signs in.
 */
export type PlatformKind = "number" | "account" | "contact" | "device";

export interface Platform {
  readonly code: string;
  readonly kind: PlatformKind;
  /** Order of trust, the smaller the more: when identities point at different customers, the most trusted decides. */
  readonly trust: number;
}

/** The id of before of an `alias` call, of which nobody has said yet what it is (identity/read/aliasCounterparts.ts). */
export const PREVIOUS = "alias";

const KNOWN: readonly (readonly [kind: PlatformKind, codes: readonly string[]])[] = [
  ["number", ["member", "crm", "erp", "user", "store"]],
  ["account", ["unionid", "wecom", "wechat", "taobao", "tmall", "jd", "douyin", "xiaohongshu", "alipay", "openid", "web"]],
  ["contact", ["phone", "email"]],
  ["device", ["device", "anonymous", "cookie", PREVIOUS]],
];

/** Kinds of platforms, the most trusted first, each with those that are known by name, in the order of trust. */
export const PLATFORMS = KNOWN;

/** Other words for the same platform. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["会员号", "member"],
  ["会员", "member"],
  ["门店", "store"],
  ["企业微信", "wecom"],
  ["微信", "wechat"],
  ["淘宝", "taobao"],
  ["天猫", "tmall"],
  ["京东", "jd"],
  ["抖音", "douyin"],
  ["小红书", "xiaohongshu"],
  ["支付宝", "alipay"],
  ["手机", "phone"],
  ["手机号", "phone"],
  ["电话", "phone"],
  ["mobile", "phone"],
  ["邮箱", "email"],
  ["mail", "email"],
  ["设备", "device"],
]);

/** Trust leaves room between the kinds: a platform nobody has described is an account, trusted after the known accounts. */
const STEP = 100;
const platforms = new Map<string, Platform>(
  KNOWN.flatMap(([kind, codes], level) => codes.map((code, place) => [code, Object.freeze({ code, kind, trust: level * STEP + place })])),
);
const UNKNOWN_ACCOUNT = 2 * STEP - 1;

/** The platform a word stands for, in any case; undefined when it cannot name one (empty, over 40 characters, blanks, a colon). */
export function platformOf(word: string): Platform | undefined {
  const known = platforms.get(word);
  if (known) return known;
  const lower = word.trim().toLowerCase();
  const code = ALIASES.get(lower) ?? lower;
  const found = platforms.get(code);
  if (found) return found;
  if (!/^[^\s:\u0000-\u001f\u007f]{1,40}$/u.test(code) || !code.isWellFormed()) return undefined;
  return { code, kind: "account", trust: UNKNOWN_ACCOUNT };
}

/**
 * The same for a word that comes in from outside, which may not have the signs that no name may have. What is stored already is read by
 * `platformOf`, so that it stays readable whatever the rule is.
 */
export function incomingPlatform(word: string): Platform | undefined {
  return hasNameSigns(word.trim()) ? platformOf(word) : undefined;
}
