const BYTES = 12;

/** A password of 16 random letters, digits, `-` and `_`: 96 bits. */
export function firstPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return btoa(String.fromCodePoint(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
