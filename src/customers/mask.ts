import type { AttributeDef } from "../catalogue/index.ts";
import type { Identity, Value } from "../contract/index.ts";
import { platformOf } from "../identity/index.ts";
import type { Context } from "../kernel/index.ts";

/** Whether the actor may see what names and reaches people. */
export function seesPersonal(ctx: Pick<Context, "actor">): boolean {
  return ctx.actor.permissions.has("customer.personal");
}

const HIDDEN = "****";

/** An attribute's value as the actor may see it: ordinary ones as they are, personal ones by their shape, sensitive ones not at all. */
export function shownAttribute(ctx: Pick<Context, "actor">, { code, type, sensitivity }: AttributeDef, value: Value): Value {
  if (seesPersonal(ctx) || sensitivity === "ordinary") return value;
  if (sensitivity === "sensitive" || typeof value !== "string" || type !== "text") return HIDDEN;
  if (isAddress(value)) return maskedEmail(value);
  return code === "phone" || /^\+?[\d ()-]{7,20}$/.test(value) ? maskedPhone(value) : maskedName(value);
}

/** An identity as the actor may see it. The company's own numbers stay; contacts and accounts are masked. */
export function shownIdentity(ctx: Pick<Context, "actor">, { platform, external }: Identity): Identity {
  const kind = platformOf(platform)?.kind;
  if (seesPersonal(ctx) || kind === "number") return { platform, external };
  if (platform === "phone") return { platform, external: maskedPhone(external) };
  return { platform, external: isAddress(external) ? maskedEmail(external) : maskedAccount(external) };
}

/** 张三 → 张**, Alice → A** */
export function maskedName(name: string): string {
  const [first = ""] = name;
  return `${first}**`;
}

/** +8613812345678 and 13812345678 → 138****5678; others keep three digits in front and two behind. */
export function maskedPhone(phone: string): string {
  const mainland = /^(?:\+?86)?(1\d{2})\d{4}(\d{4})$/.exec(phone.replace(/[ ()-]/g, ""));
  if (mainland) return `${mainland[1]}${HIDDEN}${mainland[2]}`;
  return phone.length < 8 ? HIDDEN : `${phone.slice(0, 3)}${HIDDEN}${phone.slice(-2)}`;
}

/** What stands behind the sign of an address is no name; `@王五` has a name there. */
function isAddress(text: string): boolean {
  return /^.+@[^@]+$/s.test(text);
}

/** lilei@example.com → l***@example.com */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf("@");
  const [first = ""] = email;
  return `${first}***${email.slice(at)}`;
}

/** 小红的小店 → 小***店; short ones keep nothing. */
function maskedAccount(account: string): string {
  const letters = [...account];
  return letters.length < 3 ? "***" : `${letters[0]}***${letters.at(-1)}`;
}
