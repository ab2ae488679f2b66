import fc from "fast-check";

const SAMPLES = ["a", "b", "A", "é", "É", "ß", "上", "海", "😀", " ", "\u3000", "1", "_", "-", "\n", "\r", ".", "ſ", "K", "\u{30edd}"];
const letter = fc.constantFrom(...SAMPLES);
const literal = letter.map((char) => (/[.-]/.test(char) ? `\\${char}` : char));
const shorthand = fc.constantFrom(
  "\\d",
  "\\D",
  "\\w",
  "\\W",
  "\\s",
  "\\S",
  "\\p{L}",
  "\\p{Lu}",
  "\\pN",
  "\\p{Han}",
  "\\P{L}",
  "\\u4e0a",
  "\\u{1f600}",
);
const inBrackets = fc.oneof(literal, shorthand, fc.constantFrom("a-z", "A-É", "\\u4e00-\\u9fa5", "[:alpha:]", "[:^digit:]", "\\]", "\\n"));
const brackets = fc
  .tuple(fc.boolean(), fc.array(inBrackets, { minLength: 1, maxLength: 4 }))
  .map(([isNegated, parts]) => `[${isNegated ? "^" : ""}${parts.join("")}]`);
const place = fc.constantFrom("^", "$", "\\b", "\\B", "\\A", "\\z");
const repeat = fc.constantFrom("*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,3}", "{2,}", "{1,3}?");

const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    literal,
    shorthand,
    fc.constant("."),
    brackets,
    place,
    fc.array(tie("tree"), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("")),
    fc.array(tie("tree"), { minLength: 2, maxLength: 3 }).map((parts) => `(${parts.join("|")})`),
    fc.tuple(tie("tree"), repeat).map(([part, times]) => `(?:${part})${times}`),
    fc.tuple(fc.oneof(literal, shorthand), repeat).map((parts) => parts.join("")),
    fc.tuple(fc.constantFrom("i", "s", "m", "-i", "im", "U"), tie("tree")).map(([flags, part]) => `(?${flags}:${part})`),
  ),
}));

/** Signs in any order, of which some make a pattern and others do not. */
const signs = fc.oneof(
  literal,
  shorthand,
  repeat,
  place,
  fc.constantFrom(
    "(",
    ")",
    "[",
    "]",
    "|",
    ".",
    "(?:",
    "(?i)",
    "(?s)",
    "{",
    "}",
    "\\Q",
    "\\E",
    "\\",
    "^",
    ",",
    "(?<n>",
    "(?=",
    "\\1",
    "\\x41",
  ),
);

/** Patterns as people may write them: most of them sound, some not. */
export const anyPattern: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: tree },
  { weight: 1, arbitrary: fc.array(signs, { minLength: 1, maxLength: 8 }).map((parts) => parts.join("")) },
);

/** Texts of the letters that the patterns know. */
export const anyPatternText: fc.Arbitrary<string> = fc.array(letter, { maxLength: 8 }).map((chars) => chars.join(""));
