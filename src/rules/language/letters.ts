import type { TextTest } from "./ast.ts";

/** A text as tests that ignore case see it: the store's lowerUTF8 makes the same of every text. */
export function foldedText(text: string): string {
  return text.toLowerCase();
}

/** The test over folded texts; a regular expression stays as it is, for a class of capital letters is none of small ones. */
export function foldedTest(test: TextTest): TextTest {
  if ("values" in test) return { ...test, values: test.values.map(foldedText) };
  return test.op === "matches" ? test : { ...test, value: foldedText(test.value) };
}
