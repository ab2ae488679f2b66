import fc from "../support/properties.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { literal, type Engine, sql } from "../../src/engine/index.ts";
import { foldedText } from "../../src/rules/language/letters.ts";
import { compiledPattern, patternFault, re2Pattern } from "../../src/rules/language/pattern/pattern.ts";
import { anyPattern, anyPatternText } from "../oracle/patterns.ts";
import { oracleRuns } from "../oracle/runs.ts";
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
  "上*海",
  "上{0,1}海",
];
/** Those that capitals matter to. */
const CASED = ["web", "É", "\\p{Ll}", "[^É]", "[^\\p{Lu}]", "[A-Z]", "ẞ", "ς", "I", "(?<n>A)", "\\W"];
const TEXTS = [
  "海",
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

/** Which patterns match which texts, to the store and to the interpreter. */
async function matches(patterns: readonly string[], texts: readonly string[], ignoring: boolean) {
  const taken = patterns.filter((pattern) => patternFault(pattern, ignoring) === undefined);
  const shown = (pattern: string, text: string) => `${pattern} ${JSON.stringify(text)}`;
  const rows = await engine.facts.rows<{ text: string; found: number[] }>(
    sql`SELECT text, [${sql.join(taken.map((pattern) => sql`match(text, ${literal.text(re2Pattern(pattern, ignoring))})`))}] AS found FROM (SELECT arrayJoin(${literal.texts(texts)}) AS text)`,
  );
  const compiled = new Map(taken.map((pattern) => [pattern, compiledPattern(pattern, ignoring)]));
  return {
    taken,
    bySql: rows
      .flatMap(({ text, found }) => taken.filter((_, index) => found[index] === 1).map((pattern) => shown(pattern, text)))
      .toSorted(),
    byInterpreter: texts
      .flatMap((text) => taken.filter((pattern) => compiled.get(pattern)!.test(text)).map((pattern) => shown(pattern, text)))
      .toSorted(),
  };
}

test.each([false, true])(
  "an expression that is taken means the same to the store and to the interpreter, ignoring case: %s",
  async (ignoring) => {
    const { taken, bySql, byInterpreter } = await matches([...PATTERNS, ...CASED], TEXTS, ignoring);
    expect(taken.length).toBeGreaterThan(PATTERNS.length - 2);
    expect(bySql).toEqual(byInterpreter);
  },
);

const RUNS = oracleRuns(150);

test("random patterns that are taken mean the same to the store and to the interpreter on random texts", async () => {
  let taken = 0;
  const patterns = fc.array(anyPattern, { minLength: 1, maxLength: 30 });
  const texts = fc.uniqueArray(anyPatternText, { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(patterns, texts, fc.boolean(), async (some, against, ignoring) => {
      const found = await matches(some, against, ignoring);
      taken += found.taken.length;
      expect(found.bySql).toEqual(found.byInterpreter);
    }),
    RUNS,
  );
  expect(taken).toBeGreaterThan(RUNS.numRuns);
}, 600_000);

test("the largest patterns that are taken are not too large for the store", async () => {
  const large = ["\\p{L}", "[\\p{L}\\p{N}]", "\\P{L}", "(?:\\p{L}|\\p{N})", ".", "[^a]", "[\\u4e00-\\u9fa5]", "\\p{Han}?"];
  const patterns = large.flatMap((part) => [10, 100, 300, 1_000].map((times) => `(?:${part}){${times}}`));
  for (const ignoring of [false, true])
    for (const pattern of patterns) {
      const { bySql, byInterpreter } = await matches([pattern, "a"], TEXTS, ignoring);
      expect(bySql, pattern).toEqual(byInterpreter);
    }
});

test("a text without its capitals is the same text to the store and to the interpreter", async () => {
  // Every letter there is, but halves of characters.
  const codes = Array.from({ length: 0x20000 }, (_, code) => code).filter((code) => code > 0 && (code < 0xd800 || code > 0xdfff));
  const texts = [...codes.map((code) => String.fromCodePoint(code)), "ΟΔΟΣ ΟΔΟΣ", "İSTANBUL", "STRASSE straße"];
  await engine.facts.run(sql`CREATE TABLE letters (id UInt32, text String) ENGINE = Memory`);
  await engine.facts.insert(
    "letters",
    texts.map((text, id) => ({ id, text })),
  );
  const rows = await engine.facts.rows<{ id: number; folded: string }>(sql`SELECT id, lowerUTF8(text) AS folded FROM letters ORDER BY id`);
  expect(rows.filter(({ id, folded }) => folded !== foldedText(texts[id]!))).toEqual([]);
});
