/**
 * Patterns of personal data inside any text: e-mail addresses, Chinese identity numbers, phone numbers. JavaScript and RE2 (SQL) read the
 * same patterns. RE2 has no look-around, so the characters before and after a number are captured.
 */
export const PERSONAL_SHAPES: readonly { readonly pattern: string; readonly keeps: string }[] = [
  { pattern: "([A-Za-z0-9])[A-Za-z0-9._%+-]*(@[A-Za-z0-9.-]+[.][A-Za-z]{2,})", keeps: "$1***$2" },
  {
    pattern:
      "(^|[^0-9])([1-9][0-9]{2})[0-9]{3}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{2}([0-9][0-9Xx])([^0-9]|$)",
    keeps: "$1$2****$3$4",
  },
  { pattern: "(^|[^0-9])((?:[+]?86[ -]?)?1[3-9][0-9])[ -]?[0-9]{4}[ -]?([0-9]{4})([^0-9]|$)", keeps: "$1$2****$3$4" },
  { pattern: "([+][1-9][0-9]{2})[0-9]{4,10}([0-9]{2})([^0-9]|$)", keeps: "$1****$2$3" },
];

const SHAPES = PERSONAL_SHAPES.map(({ pattern, keeps }) => ({
  whole: new RegExp(`^(?:${pattern})$`),
  inside: new RegExp(pattern, "g"),
  keeps,
}));

/** Masks the phone numbers, e-mail addresses and identity numbers in a text. Other text stays unchanged. */
export function maskedText(text: string): string {
  let shown = text;
  // Twice: when one character separates two numbers, the first match consumes it, so the second number matches only in another pass.
  for (const { inside, keeps } of [...SHAPES, ...SHAPES]) shown = shown.replace(inside, keeps);
  return shown;
}

/** Whether the complete value is a phone number, an e-mail address or an identity number. */
export function isPersonalValue(text: string): boolean {
  const value = text.trim();
  return value.length >= 5 && value.length <= 100 && SHAPES.some(({ whole }) => whole.test(value));
}
