import type { AttributeDef, PropertyDef, Sensitivity } from "../catalogue/index.ts";
import type { Identity, ShownIdentity, ShownText, ShownValue, ShownWords, Value } from "../contract/index.ts";
import { formOf, maskedPhone, platformOf } from "../identifiers/index.ts";
import { maskedText, type Context, type Text } from "../kernel/index.ts";

/**
 * The only place that turns personal data into values for answers. Answers accept only the `Shown…` types, and only this file makes them:
 * an answer that skips the check does not compile.
 */
export type Asking = Pick<Context, "actor" | "reads">;

/** Whether the actor may see names, contacts and other personal data. */
export function seesPersonal(ctx: Pick<Context, "actor">): boolean {
  return ctx.actor.permissions.has("customer.personal");
}

/** Whether the actor may see values of this sensitivity unmasked. */
export function sees(ctx: Pick<Context, "actor">, sensitivity: Sensitivity): boolean {
  switch (sensitivity) {
    case "ordinary":
      return true;
    case "personal":
      return seesPersonal(ctx);
    case "sensitive":
      return ctx.actor.permissions.has("customer.sensitive");
  }
}

const HIDDEN = "****";
const HIDDEN_WORDS: Text = { zh: "无权查看", en: "not shown to you" };

/** An attribute's value for the actor: ordinary values unmasked, personal ones masked, sensitive ones hidden. */
export function shownAttribute(ctx: Asking, { code, type, sensitivity }: AttributeDef, value: Value): ShownValue {
  return shown(ctx, `attribute.${code}`, { code, type, sensitivity }, value);
}

/** The same for a property of an event or a member of its lists. */
export function shownProperty(
  ctx: Asking,
  { code, type, sensitivity }: Pick<PropertyDef, "code" | "type" | "sensitivity">,
  value: Value,
): ShownValue {
  return shown(ctx, `property.${code}`, { code, type, sensitivity }, value);
}

function shown(
  ctx: Asking,
  noted: string,
  { code, type, sensitivity }: Pick<AttributeDef, "code" | "type" | "sensitivity">,
  value: Value,
): ShownValue {
  if (sensitivity === "ordinary") return seesPersonal(ctx) ? (value as ShownValue) : (withoutPersonal(value) as ShownValue);
  if (sees(ctx, sensitivity)) {
    ctx.reads?.shown.add(noted);
    return value as ShownValue;
  }
  if (sensitivity === "sensitive" || typeof value !== "string" || type !== "text") return HIDDEN as ShownValue & string;
  if (isAddress(value)) return maskedEmail(value) as ShownValue & string;
  const phone = code.endsWith("phone") || /^\+?[\d ()-]{7,20}$/.test(value);
  return (phone ? maskedPhone(value) : maskedName(value)) as ShownValue & string;
}

/** Masks phone numbers and e-mail addresses inside ordinary values: the text of a message, the query of a link. */
function withoutPersonal(value: Value): Value {
  if (typeof value === "string") return maskedText(value);
  return Array.isArray(value) ? value.map(maskedText) : value;
}

/** An identity for the actor. The company's own customer numbers are shown; contacts and accounts are masked. */
export function shownIdentity(ctx: Asking, { platform, external }: Identity): ShownIdentity {
  const kind = platformOf(platform)?.kind;
  const as = (text: string): ShownIdentity => ({ platform, external: text as ShownText });
  if (kind === "number") return as(external);
  if (seesPersonal(ctx)) {
    ctx.reads?.shown.add(`identity.${platform}`);
    return as(external);
  }
  const mask = formOf(platform)?.mask;
  return as(mask ? mask(external) : isAddress(external) ? maskedEmail(external) : maskedAccount(external));
}

/** The observed values of a condition, in words. They are hidden when the actor may not see one of the fields. */
export function shownWords(ctx: Asking, fields: readonly Pick<AttributeDef, "code" | "sensitivity">[], words: Text): ShownWords {
  if (fields.some(({ sensitivity }) => !sees(ctx, sensitivity))) return HIDDEN_WORDS as ShownWords;
  for (const { code, sensitivity } of fields) if (sensitivity !== "ordinary") ctx.reads?.shown.add(`observed.${code}`);
  if (seesPersonal(ctx)) return words as ShownWords;
  return { zh: maskedText(words.zh), en: maskedText(words.en) } as ShownWords;
}

/** Free text about a customer, such as a reason, with phone numbers and addresses masked. */
export function shownText<T extends string | null>(ctx: Asking, text: T): T extends string ? ShownText : ShownText | null {
  return (text === null || seesPersonal(ctx) ? text : maskedText(text)) as T extends string ? ShownText : ShownText | null;
}

/** A sample of a field's values; null when the actor may not see them. */
export function shownSample(
  ctx: Asking,
  field: { readonly code: string; readonly sensitivity: Sensitivity },
  sample: string,
): ShownText | null {
  if (!seesPersonal(ctx) || !sees(ctx, field.sensitivity)) return null;
  if (field.sensitivity !== "ordinary") ctx.reads?.shown.add(`sample.${field.code}`);
  return sample as ShownText;
}

/** Notes the customers in an answer, for the audit of personal data that was shown unmasked. */
export function noteCustomers({ reads }: Pick<Context, "reads">, customers: Iterable<number>): void {
  if (reads) for (const customer of customers) reads.customers.add(customer);
}

/** 张三 → 张**, Alice → A** */
export function maskedName(name: string): string {
  const [first = ""] = name;
  return `${first}**`;
}

/** Whether the text is an address: the part after @ is then not a name. In `@王五` a name follows the @. */
function isAddress(text: string): boolean {
  return /^.+@[^@]+$/s.test(text);
}

/** lilei@example.com → l***@example.com */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf("@");
  const [first = ""] = email;
  return `${first}***${email.slice(at)}`;
}

/** 小红的小店 → 小***店; a short account is masked completely. */
function maskedAccount(account: string): string {
  const letters = [...account];
  return letters.length < 3 ? "***" : `${letters[0]}***${letters.at(-1)}`;
}
