import { pieceOf, type Sql } from "../../src/engine/facts/sql/piece.ts";

/** A text that a test writes, or that the program has shown, as a statement or a part of one. Only tests may do this. */
export function statementOf(text: string): Sql {
  return pieceOf(text, text.includes("\n"));
}
