/**
 * Signs that no name of data may have: control characters, halves of a pair, line and paragraph separators, marks that turn the
 * direction of writing; and the back-tick and the backslash, by which SQL quotes a name and escapes in it.
 */
const REFUSED = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069`\\]/u;

/**
 * Whether a text has only signs that a name may have: of a platform, an attribute, an event or a property, however it comes in. Without
 * this one rule, what one way in lets through could break every export that makes a column of it.
 */
export function hasNameSigns(text: string): boolean {
  return !REFUSED.test(text);
}
