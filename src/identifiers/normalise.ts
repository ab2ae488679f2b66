import type { Identity } from "../contract/index.ts";
import { cleanText, isSheetError } from "../kernel/index.ts";
import { formOf, type FormFault } from "./forms/index.ts";
import { plainText } from "./forms/signs.ts";
import { USUAL_PLACEHOLDERS, type Placeholders } from "./placeholders/placeholders.ts";
import { incomingPlatform, platformOf, type Platform } from "./platforms.ts";

export const MAX_BYTES = 500;

/** Why an identity identifies nobody. */
export type IdentityFault = "platform" | "empty" | "long" | "placeholder" | FormFault;

/**
 * Normalises an identity: the platform's code; phone numbers as E.164 (+86 by default), e-mail addresses in lower case, everything else in
 * NFC without blanks and invisible characters at its ends. Undefined when it identifies nobody, such as a spreadsheet error. Idempotent.
 * The same in SQL: normaliseSql.ts.
 */
export function normaliseIdentity(identity: Identity, placeholders: Placeholders = USUAL_PLACEHOLDERS): Identity | undefined {
  const read = readIdentity(identity, placeholders);
  return typeof read === "string" ? undefined : read;
}

/** The same, or why the identity identifies nobody. */
export function readIdentity({ platform, external }: Identity, placeholders: Placeholders): Identity | IdentityFault {
  const found = incomingPlatform(platform);
  if (!found) return "platform";
  const text = trimmed(external);
  if (text === "") return "empty";
  if (Buffer.byteLength(text) > MAX_BYTES) return "long";
  if (isSheetError(text)) return "placeholder";
  const form = normal(found, text);
  const identity = { platform: found.code, external: form === "" ? text : form };
  if (placeholders.has(identity)) return "placeholder";
  return form === "" ? formOf(found.code)!.fault(plainText(text)) : identity;
}

/** A normalised identity, also of a placeholder, to look up stored data. */
export function identityForm({ platform, external }: Identity): Identity | undefined {
  const found = platformOf(platform);
  const form = found && normaliseExternal(found, external);
  return found && form ? { platform: found.code, external: form } : undefined;
}

/** The normalised external id, also of a placeholder; "" when the text cannot be one. */
export function normaliseExternal(platform: Platform, external: string): string {
  const text = trimmed(external);
  return text === "" || Buffer.byteLength(text) > MAX_BYTES ? "" : normal(platform, text);
}

function trimmed(external: string): string {
  return cleanText(external) ?? "";
}

function normal({ code }: Platform, text: string): string {
  const form = formOf(code);
  return form ? form.normal(plainText(text)) : text;
}
