import { afterAll, beforeAll, expect, test } from "vitest";
import { literal, type Engine } from "../../src/engine/index.ts";
import { expressionOf, storedPattern } from "../../src/rules/language/pattern.ts";
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
  "(?m:^b$)",
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
const TEXTS = [
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

test("an expression that is taken means the same to the store and to the interpreter", async () => {
  const rows = await engine.facts.rows<{ text: string; found: number[] }>(
    `SELECT text, [${PATTERNS.map((pattern) => `match(text, ${literal.text(`(?-s)${storedPattern(pattern)}`)})`).join(", ")}] AS found FROM (SELECT arrayJoin(${literal.texts(TEXTS)}) AS text)`,
  );
  const bySql = rows.flatMap(({ text, found }) =>
    PATTERNS.filter((_, index) => found[index] === 1).map((pattern) => `${pattern} ${JSON.stringify(text)}`),
  );
  const byLanguage = TEXTS.flatMap((text) =>
    PATTERNS.filter((pattern) => expressionOf(pattern).test(text)).map((pattern) => `${pattern} ${JSON.stringify(text)}`),
  );
  expect(bySql.toSorted()).toEqual(byLanguage.toSorted());
});
