/**
 * Characters that no name may have: control characters, unpaired surrogates, line and paragraph separators, marks that change the direction
 * of writing; also the back-tick and the backslash, because SQL uses them to quote and escape names.
 */
const REFUSED = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069`\\]/u;

/**
 * Whether a text has only characters that names may have. The rule is the same for platforms, attributes, events and properties, however
 * they arrive: a name that passed one way in would otherwise break every export that makes a column of it.
 */
export function hasNameSigns(text: string): boolean {
  return !REFUSED.test(text);
}
