/** A text cut at what is wrong in it. */
export interface Fault {
  readonly before: string;
  readonly wrong: string;
  readonly after: string;
}

/**
 * Where the server's parameters say the text is wrong: from `column` (counted in characters, from 1) over the word found there.
 * At the end of the text a blank stands for what is missing.
 */
export function faultIn(text: string, params: Readonly<Record<string, unknown>>): Fault | null {
  const column = params["column"];
  if (typeof column !== "number") return null;
  const letters = [...text];
  const from = Math.min(Math.max(0, column - 1), letters.length);
  const word = typeof params["found"] === "string" ? params["found"] : typeof params["name"] === "string" ? params["name"] : "";
  const length = Math.max(1, [...word].length);
  return {
    before: letters.slice(0, from).join(""),
    wrong: letters.slice(from, from + length).join("") || "\u00a0\u00a0",
    after: letters.slice(from + length).join(""),
  };
}
