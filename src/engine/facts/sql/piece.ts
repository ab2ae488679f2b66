/**
 * A piece of a statement to the fact store. Only the tag `sql` and the writer `literal` make one, so a plain string is never taken for a
 * statement. `text` is for stores, logs and tests; it does not turn back into a piece.
 */
class SqlPiece {
  readonly text: string;
  /** Private, so that no other object has this type. */
  readonly #hasLines: boolean;

  constructor(text: string, hasLines: boolean) {
    this.text = text;
    this.#hasLines = hasLines;
  }

  /** The text with its lines after the first moved to the right. Line ends stand between clauses only: `literal` writes those of a value as `\x0a`. */
  indented(indent: string): string {
    return this.#hasLines && indent !== "" ? this.text.replaceAll("\n", `\n${indent}`) : this.text;
  }

  get hasLines(): boolean {
    return this.#hasLines;
  }

  /** Without this, a piece in a plain string would silently be `[object Object]`, also as a part of a value. */
  toString(): never {
    throw new TypeError("a piece of SQL stands only in sql`…`; its text is `text`");
  }
}

export type Sql = SqlPiece;

/** Engine only: text that the caller has written or checked becomes a piece. */
export function pieceOf(text: string, hasLines = false): Sql {
  return new SqlPiece(text, hasLines);
}

/** @throws TypeError for whatever is no piece: a string or number from outside must pass through `literal` or `sql.id`. */
export function requirePiece(value: unknown): Sql {
  if (value instanceof SqlPiece) return value;
  throw new TypeError(`SQL is made with sql\`…\`, literal or sql.id; this is ${value === null ? "null" : `a plain ${typeof value}`}`);
}
