import type { TextTest } from "./ast.ts";

/** A text folded for tests that ignore case; the store's lowerUTF8 gives the same for every text. */
export function foldedText(text: string): string {
  return text.toLowerCase();
}

/** The test on folded texts. A regular expression stays as it is: folding would change a class of capital letters. */
export function foldedTest(test: TextTest): TextTest {
  if ("values" in test) return { ...test, values: test.values.map(foldedText) };
  return test.op === "matches" ? test : { ...test, value: foldedText(test.value) };
}
