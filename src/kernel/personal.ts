/**
 * What reaches or names a person, recognised by its shape inside any text: an address of e-mail, a Chinese identity number, a phone.
 * The patterns are read by JavaScript and by RE2 (SQL) alike: no look-around, so what stands before and after a number is captured.
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

/** A text with the phones, addresses and identity numbers in it masked. Every other text stays as it is. */
export function maskedText(text: string): string {
  let shown = text;
  // Twice: of two numbers with one character between them the first match takes that character.
  for (const { inside, keeps } of [...SHAPES, ...SHAPES]) shown = shown.replace(inside, keeps);
  return shown;
}

/** Whether the whole value is a phone, an address of e-mail or an identity number. */
export function isPersonalValue(text: string): boolean {
  const value = text.trim();
  return value.length >= 5 && value.length <= 100 && SHAPES.some(({ whole }) => whole.test(value));
}
