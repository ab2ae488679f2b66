/** A text, split around its wrong part. */
export interface Fault {
  readonly before: string;
  readonly wrong: string;
  readonly after: string;
}

/**
 * Splits the text at the place in the server's parameters: from `column` (in characters, from 1) to the end of the word there.
 * At the end of the text a space marks what is missing.
 */
export function faultIn(text: string, params: Readonly<Record<string, unknown>>): Fault | null {
  const column = params["column"];
  if (typeof column !== "number") return null;
  const letters = [...text];
  const from = Math.min(Math.max(0, column - 1), letters.length);
  const wrongText = typeof params["found"] === "string" ? params["found"] : typeof params["name"] === "string" ? params["name"] : "";
  const length = Math.max(1, [...wrongText].length);
  return {
    before: letters.slice(0, from).join(""),
    wrong: letters.slice(from, from + length).join("") || "\u00a0\u00a0",
    after: letters.slice(from + length).join(""),
  };
}
