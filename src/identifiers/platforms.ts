import { hasNameSigns } from "../kernel/index.ts";

/**
 * The kind of a platform's identities. number: assigned by the company, one for each customer. account: an account on a platform. contact:
 * a way to reach a person, sometimes shared or passed on. device: a browser or app before anybody signs in.
 */
export type PlatformKind = "number" | "account" | "contact" | "device";

export interface Platform {
  readonly code: string;
  readonly kind: PlatformKind;
  /** Rank of trust; smaller means more trusted. When identities of one message belong to different customers, the most trusted decides. */
  readonly trust: number;
}

/** The platform of the previous id in an `alias` call, whose kind is not known yet (identity/read/aliasCounterparts.ts). */
export const PREVIOUS = "alias";

const KNOWN: readonly (readonly [kind: PlatformKind, codes: readonly string[]])[] = [
  ["number", ["member", "crm", "erp", "user", "store"]],
  ["account", ["unionid", "wecom", "wechat", "taobao", "tmall", "jd", "douyin", "xiaohongshu", "alipay", "openid", "web"]],
  ["contact", ["phone", "email"]],
  ["device", ["device", "anonymous", "cookie", PREVIOUS]],
];

/** Kinds of platforms, the most trusted first, each with its built-in platforms in the order of trust. */
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

/** The ranks leave space between kinds: an unknown platform is an account, ranked after the built-in accounts. */
const STEP = 100;
const platforms = new Map<string, Platform>(
  KNOWN.flatMap(([kind, codes], level) => codes.map((code, place) => [code, Object.freeze({ code, kind, trust: level * STEP + place })])),
);
const UNKNOWN_ACCOUNT = 2 * STEP - 1;

/** The platform of a name, in any case; undefined when the name cannot be one (empty, over 40 characters, blanks, a colon). */
export function platformOf(word: string): Platform | undefined {
  const exact = platforms.get(word);
  if (exact) return exact;
  const lower = word.trim().toLowerCase();
  const code = ALIASES.get(lower) ?? lower;
  const found = platforms.get(code);
  if (found) return found;
  if (!/^[^\s:\u0000-\u001f\u007f]{1,40}$/u.test(code) || !code.isWellFormed()) return undefined;
  return { code, kind: "account", trust: UNKNOWN_ACCOUNT };
}

/**
 * The same for a name in incoming data, which may hold only characters that names may have. Stored names are read by `platformOf`, so that
 * they stay readable when this rule changes.
 */
export function incomingPlatform(word: string): Platform | undefined {
  return hasNameSigns(word.trim()) ? platformOf(word) : undefined;
}
