/** Crockford's alphabet: no letters that look like digits. */
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
const TIME_LETTERS = 10;
const RANDOM_LETTERS = 13;

/**
 * A new identifier of 23 letters: 10 for the time (so that ids sort by age) and 13 random ones (65 bits).
 * Not a secret: do not use it where an id must be impossible to guess.
 */
export function newId(now: number = Date.now()): string {
  let time = "";
  for (let rest = now, i = 0; i < TIME_LETTERS; i++, rest = Math.floor(rest / 32)) time = LETTERS[rest % 32] + time;
  const random = crypto.getRandomValues(new Uint8Array(RANDOM_LETTERS));
  return time + Array.from(random, (byte) => LETTERS[byte & 31]).join("");
}
