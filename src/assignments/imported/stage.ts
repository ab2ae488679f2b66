import { literal, type RunOptions } from "../../engine/index.ts";

/** For statements that hold the words of a file: thousands of names of tags. */
export const WORDY: RunOptions = { lane: "heavy", settings: { max_query_size: 50_000_000, max_ast_elements: 5_000_000 } };

/** Bitmaps of who has them already. */
export function membersSql(tags: readonly { readonly id: number }[]): string {
  return `SELECT tag, value, customers FROM members FINAL WHERE tag IN (${[0, ...tags.map(({ id }) => id)].map(literal.integer).join(", ")})`;
}
