import type { Category } from "./product.ts";

/** A question and what staff answer to it. */
export interface Exchange {
  readonly ask: string;
  readonly answers: readonly string[];
}

/**
 * Something customers and staff talk about. In the texts `{product}`, `{month}` (the child's age), `{money}`, `{days}` and `{staff}` are
 * filled in from what the customer looks at.
 */
export interface Topic {
  readonly name: string;
  /** Only about goods of these categories, or of these lines. */
  readonly categories?: readonly Category[];
  readonly lines?: readonly string[];
  readonly weight: number;
  readonly exchanges: readonly Exchange[];
  /** What the customer says to the answer. */
  readonly follow: readonly string[];
}

/** Reads a topic: one exchange a line, `question → answer / answer`. */
export function topic(name: string, weight: number, about: Pick<Topic, "categories" | "lines">, exchanges: string, follow: string): Topic {
  return {
    name,
    weight,
    ...about,
    exchanges: exchanges
      .trim()
      .split("\n")
      .map((line) => {
        const [ask = "", answers = ""] = line.split("→").map((part) => part.trim());
        return { ask, answers: answers.split(" / ") };
      }),
    follow: follow.split(" / "),
  };
}
