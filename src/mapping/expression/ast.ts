/** The range of a part of an expression in UTF-16 units, from 0. `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";
export type Arithmetic = "+" | "-" | "*" | "/";

/** An expression of the mapping language: frozen plain data. */
export type Expression = Span &
  (
    | { readonly kind: "column"; readonly name: string; /** Written in quotes: never a function or a path. */ readonly quoted: boolean }
    | { readonly kind: "text"; readonly value: string }
    /** The digits as written: a decimal, never a float. */
    | { readonly kind: "number"; readonly digits: string }
    | { readonly kind: "boolean"; readonly value: boolean }
    | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
    | { readonly kind: "arithmetic"; readonly op: Arithmetic; readonly left: Expression; readonly right: Expression }
    | { readonly kind: "compare"; readonly op: Comparison; readonly left: Expression; readonly right: Expression }
    | { readonly kind: "logic"; readonly op: "and" | "or"; readonly left: Expression; readonly right: Expression }
    | { readonly kind: "not"; readonly operand: Expression }
    | { readonly kind: "minus"; readonly operand: Expression }
  );

/** A fault with its position in an expression. */
export interface Fault extends Span {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly suggestion?: string;
}
