import { Secret, TOTP } from "otpauth";
import type { Instant } from "../../kernel/index.ts";

const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
/** Codes before and after the current one that are accepted, for phones whose clock is wrong. */
const WINDOW_CODES = 1;

/** A new secret in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** The address that authenticator apps read from the QR code. */
export function totpUri(secret: string, { login, workspace }: { login: string; workspace: string }): string {
  return totp(secret, { label: login, issuer: workspace }).toString();
}

/** The number of the code's period, counted from 1970; undefined for a code that does not fit at this instant. */
export function totpCounter(secret: string, code: string, now: Instant): number | undefined {
  const delta = totp(secret).validate({ token: code, timestamp: now, window: WINDOW_CODES });
  return delta === null ? undefined : Math.floor(now / 1000 / PERIOD_SECONDS) + delta;
}

function totp(secret: string, names: { label: string; issuer: string } = { label: "", issuer: "" }): TOTP {
  return new TOTP({ ...names, secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: PERIOD_SECONDS });
}
