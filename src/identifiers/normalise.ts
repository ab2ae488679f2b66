import type { Identity } from "../contract/index.ts";
import { cleanText, isSheetError } from "../kernel/index.ts";
import { emailOf } from "./forms/email.ts";
import { phoneFault, phoneOf } from "./forms/phone.ts";
import { plainText } from "./forms/signs.ts";
import { USUAL_PLACEHOLDERS, type Placeholders } from "./placeholders/placeholders.ts";
import { incomingPlatform, platformOf, type Platform } from "./platforms.ts";

export const MAX_BYTES = 500;

/** Why an identity names nobody. */
export type IdentityFault = "platform" | "empty" | "long" | "lost" | "several" | "phone" | "email" | "placeholder";

/**
 * An identity in its one form: the platform's code; phones as E.164 (+86 unless they say otherwise), e-mail in lower case, everything else
 * composed and without blanks and invisible marks at its ends. Undefined when it names nobody, as the error of a sheet. Idempotent. The
 * same in SQL: normaliseSql.ts.
 */
export function normaliseIdentity(identity: Identity, placeholders: Placeholders = USUAL_PLACEHOLDERS): Identity | undefined {
  const read = readIdentity(identity, placeholders);
  return typeof read === "string" ? undefined : read;
}

/** The same, or why it names nobody. */
export function readIdentity({ platform, external }: Identity, placeholders: Placeholders): Identity | IdentityFault {
  const known = incomingPlatform(platform);
  if (!known) return "platform";
  const text = trimmed(external);
  if (text === "") return "empty";
  if (Buffer.byteLength(text) > MAX_BYTES) return "long";
  if (isSheetError(text)) return "placeholder";
  const form = formOf(known, text);
  const identity = { platform: known.code, external: form === "" ? text : form };
  if (placeholders.has(identity)) return "placeholder";
  return form === "" ? faultOf(known, text) : identity;
}

/** An identity in its one form, placeholder or not: to look for what is kept. */
export function identityForm({ platform, external }: Identity): Identity | undefined {
  const known = platformOf(platform);
  const form = known && normaliseExternal(known, external);
  return known && form ? { platform: known.code, external: form } : undefined;
}

/** The one form of an external id, placeholder or not; "" when it can be none. */
export function normaliseExternal(platform: Platform, external: string): string {
  const text = trimmed(external);
  return text === "" || Buffer.byteLength(text) > MAX_BYTES ? "" : formOf(platform, text);
}

function trimmed(external: string): string {
  return cleanText(external) ?? "";
}

function formOf(platform: Platform, text: string): string {
  switch (platform.code) {
    case "phone":
      return phoneOf(plainText(text));
    case "email":
      return emailOf(plainText(text));
    default:
      return text;
  }
}

function faultOf(platform: Platform, text: string): IdentityFault {
  if (platform.code === "email") return "email";
  const fault = phoneFault(plainText(text));
  return fault === "wrong" ? "phone" : fault;
}
