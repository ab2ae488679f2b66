/** Crockford's alphabet: no letters that look like digits. */
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
const TIME_LETTERS = 10;
const RANDOM_LETTERS = 13;

/**
 * A new identifier of 23 letters: 10 for the milliseconds of its making (so that ids sort by age), 13 of randomness (65 bits).
 * Not a secret: never use one where guessing must be impossible.
 */
export function newId(now: number = Date.now()): string {
  let time = "";
  for (let rest = now, i = 0; i < TIME_LETTERS; i++, rest = Math.floor(rest / 32)) time = LETTERS[rest % 32] + time;
  const random = crypto.getRandomValues(new Uint8Array(RANDOM_LETTERS));
  return time + Array.from(random, (byte) => LETTERS[byte & 31]).join("");
}
