import { afterAll, beforeAll, expect, test } from "vitest";
import { literal, type Engine } from "../../src/engine/index.ts";
import { foldedText } from "../../src/rules/language/letters.ts";
import { expressionOf, storedPattern, strangeness } from "../../src/rules/language/pattern.ts";
import { openTestEngine } from "../support/engine.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const PATTERNS = [
  "^上.*海$",
  "a{1000}",
  "(a{10}){100}",
  "(?:a|b)+?",
  "\\p{L}\\d\\S[\\S\\-]",
  "\\P{L}",
  "\\p{Lu}",
  "\\[\\]",
  "[a\\]b]",
  "[[(]",
  "(?i:WEB)",
  "(?i:é)",
  "(?<n>a)",
  "[\\u4e00-\\u9fa5]+",
  "\\u{1f600}",
  "\\bweb\\b",
  "\\B",
  "\\x61",
  "\\s$",
  "\\W",
  "^.$",
  "^$",
  "$",
  "a.b",
  "[^a]",
  "[^\\d\\s]",
  "\\v",
  "\\0",
  "\\/",
  "a??",
];
/** Those that capitals matter to. */
const CASED = ["web", "É", "\\p{Ll}", "[^É]", "[^\\p{Lu}]", "[A-Z]", "ẞ", "ς", "I", "(?<n>A)", "\\W"];
const TEXTS = [
  "ß",
  "σ",
  "İ",
  "ı",
  "ǅ",
  "",
  "a",
  "b",
  "上海",
  "上\n海",
  "上\r海",
  "web",
  "WEB",
  "my web",
  "é",
  "É",
  "😀",
  "\u3000",
  " ",
  "\v",
  "\t",
  "\n",
  "a\nb",
  "a\r",
  "0",
  "[]",
  "(",
  "]",
  "Aa1xy",
  "\0",
  "/",
  "a".repeat(1_000),
  "\u2028",
  "ſ",
  "K",
];

test.each([false, true])(
  "an expression that is taken means the same to the store and to the interpreter, ignoring case: %s",
  async (ignoring) => {
    const patterns = [...PATTERNS, ...(ignoring ? CASED : [])].filter((pattern) => strangeness(pattern, ignoring) === undefined);
    const flags = ignoring ? "(?i-s)" : "(?-s)";
    const rows = await engine.facts.rows<{ text: string; found: number[] }>(
      `SELECT text, [${patterns.map((pattern) => `match(text, ${literal.text(`${flags}${storedPattern(pattern)}`)})`).join(", ")}] AS found FROM (SELECT arrayJoin(${literal.texts(TEXTS)}) AS text)`,
    );
    const bySql = rows.flatMap(({ text, found }) =>
      patterns.filter((_, index) => found[index] === 1).map((pattern) => `${pattern} ${JSON.stringify(text)}`),
    );
    const byLanguage = TEXTS.flatMap((text) =>
      patterns.filter((pattern) => expressionOf(pattern, ignoring).test(text)).map((pattern) => `${pattern} ${JSON.stringify(text)}`),
    );
    expect(bySql.toSorted()).toEqual(byLanguage.toSorted());
  },
);

test("a text without its capitals is the same text to the store and to the interpreter", async () => {
  // Every letter there is, but halves of characters.
  const codes = Array.from({ length: 0x20000 }, (_, code) => code).filter((code) => code > 0 && (code < 0xd800 || code > 0xdfff));
  const texts = [...codes.map((code) => String.fromCodePoint(code)), "ΟΔΟΣ ΟΔΟΣ", "İSTANBUL", "STRASSE straße"];
  await engine.facts.run("CREATE TABLE letters (id UInt32, text String) ENGINE = Memory");
  await engine.facts.insert(
    "letters",
    texts.map((text, id) => ({ id, text })),
  );
  const rows = await engine.facts.rows<{ id: number; folded: string }>("SELECT id, lowerUTF8(text) AS folded FROM letters ORDER BY id");
  expect(rows.filter(({ id, folded }) => folded !== foldedText(texts[id]!))).toEqual([]);
});
