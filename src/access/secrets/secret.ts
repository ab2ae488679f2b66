import { createHash, randomBytes } from "node:crypto";

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 43 letters of 62 carry 256 bits. */
const SECRET_LETTERS = 43;
const PREFIX_LETTERS = 8;

/** A random 256-bit token. It has only letters and digits, so a double click selects all of it. */
export function randomSecret(): string {
  let secret = "";
  while (secret.length < SECRET_LETTERS) {
    for (const byte of randomBytes(64)) {
      // 248 is the largest multiple of 62 in a byte: the rest would make some letters likelier.
      if (byte < 248 && secret.length < SECRET_LETTERS) secret += LETTERS[byte % 62];
    }
  }
  return secret;
}

/** The stored hash of a secret. Plain SHA-256 is enough, because 256 random bits cannot be guessed. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** The first characters of a key, which identify it in lists. */
export function prefixOf(secret: string): string {
  return secret.slice(0, PREFIX_LETTERS);
}
