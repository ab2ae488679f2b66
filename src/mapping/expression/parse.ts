import type { Arithmetic, Comparison, Expression, Fault } from "./ast.ts";
import { tokensOf, type Token } from "./tokens.ts";

/** Most nodes and depth. A larger expression makes a statement that the engine cannot take. */
const MAX_NODES = 200;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  "=": "=",
  "==": "=",
  "!=": "!=",
  "<>": "!=",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};

/** Thrown only inside the parser. `parseExpression` returns it as a value. */
class Refusal extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.en);
    this.fault = fault;
  }
}

/**
 * Parses an expression. Binding, weakest first: `or`, `and`, `not`, comparison, `+ -`, `* /`, unary minus, value. Returns the tree, or the
 * first fault with its position.
 */
export function parseExpression(source: string): Expression | { readonly fault: Fault } {
  const tokens = tokensOf(source);
  if (!Array.isArray(tokens)) return { fault: tokens };
  try {
    return parser(tokens).parseAll();
  } catch (error) {
    if (error instanceof Refusal) return { fault: error.fault };
    throw error;
  }
}

function parser(tokens: readonly Token[]) {
  let at = 0;
  let nodes = 0;
  const peek = () => tokens[at]!;
  const isSign = (text: string) => peek().kind === "sign" && peek().text === text;
  const isWord = (text: string) => {
    const token = peek();
    return token.kind === "name" && !token.quoted && token.text.toLowerCase() === text;
  };

  function node<E extends Expression>(value: E): E {
    if (++nodes > MAX_NODES) {
      const zh = `表达式太复杂（超过 ${MAX_NODES} 个部分）；请拆成几个属性`;
      throw new Refusal({
        ...span(value),
        code: "EXPRESSION_LARGE",
        zh,
        en: `the expression is too complex (over ${MAX_NODES} parts); split it into several properties`,
      });
    }
    return Object.freeze(value);
  }

  function binary(operand: () => Expression, combine: (left: Expression) => Expression | undefined): Expression {
    let left = operand();
    for (let next = combine(left); next; next = combine(left)) left = next;
    return left;
  }

  const or = (): Expression => binary(and, (left) => (isWord("or") ? logic("or", left, and) : undefined));
  const and = (): Expression => binary(not, (left) => (isWord("and") ? logic("and", left, not) : undefined));

  function logic(op: "and" | "or", left: Expression, operand: () => Expression): Expression {
    at++;
    const right = operand();
    return node({ kind: "logic", op, left, right, start: left.start, end: right.end });
  }

  function not(): Expression {
    const token = peek();
    if (!isWord("not")) return comparison();
    at++;
    const operand = nested(not);
    return node({ kind: "not", operand, start: token.start, end: operand.end });
  }

  function comparison(): Expression {
    const left = sum();
    const token = peek();
    const op = token.kind === "sign" ? COMPARISONS[token.text] : undefined;
    if (!op) return left;
    at++;
    const right = sum();
    return node({ kind: "compare", op, left, right, start: left.start, end: right.end });
  }

  const sum = (): Expression => binary(product, (left) => arithmetic(left, product, "+", "-"));
  const product = (): Expression => binary(unary, (left) => arithmetic(left, unary, "*", "/"));

  function arithmetic(left: Expression, operand: () => Expression, ...ops: Arithmetic[]): Expression | undefined {
    const op = ops.find(isSign);
    if (!op) return undefined;
    at++;
    const right = operand();
    return node({ kind: "arithmetic", op, left, right, start: left.start, end: right.end });
  }

  function unary(): Expression {
    const { start } = peek();
    if (!isSign("-")) return value();
    at++;
    const operand = nested(unary);
    return node({ kind: "minus", operand, start, end: operand.end });
  }

  let depth = 0;
  function nested(read: () => Expression): Expression {
    if (++depth > MAX_NODES) throw unexpected(peek());
    const inner = read();
    depth--;
    return inner;
  }

  function value(): Expression {
    const token = peek();
    const { start, end } = token;
    switch (token.kind) {
      case "text":
        at++;
        return node({ kind: "text", value: token.text, start, end });
      case "number":
        at++;
        return node({ kind: "number", digits: token.text, start, end });
      case "name": {
        at++;
        if (!token.quoted && isSign("(")) return call(token.text, start);
        const word = token.text.toLowerCase();
        if (!token.quoted && (word === "true" || word === "false")) return node({ kind: "boolean", value: word === "true", start, end });
        return node({ kind: "column", name: token.text, quoted: token.quoted, start, end });
      }
      case "sign": {
        if (token.text !== "(") throw unexpected(token);
        at++;
        const inner = nested(or);
        expectSign(")");
        return inner;
      }
      case "end":
        throw unexpected(token);
    }
  }

  function call(name: string, start: number): Expression {
    expectSign("(");
    const args: Expression[] = [];
    while (!isSign(")")) {
      if (args.length > 0) expectSign(",");
      args.push(nested(or));
    }
    const { end } = peek();
    at++;
    return node({ kind: "call", name, args: Object.freeze(args), start, end });
  }

  function expectSign(text: string): void {
    if (!isSign(text)) throw unexpected(peek(), text);
    at++;
  }

  function parseAll(): Expression {
    const result = or();
    if (peek().kind !== "end") throw unexpected(peek());
    return result;
  }

  return { parseAll };
}

function span({ start, end }: Expression) {
  return { start, end };
}

function unexpected({ kind, text, start, end }: Token, wanted?: string): Refusal {
  const place =
    kind === "end"
      ? { zh: "末尾", en: "at the end" }
      : { zh: `第 ${start + 1} 个字符「${text}」处`, en: `at character ${start + 1}, ${text}` };
  const what = wanted
    ? { zh: `应为「${wanted}」`, en: `expected ${wanted}` }
    : { zh: "应为列名、数字、'文字' 或函数", en: "expected a column, a number, a 'text' or a function" };
  return new Refusal({ code: "SYNTAX", start, end, zh: `${place.zh}${what.zh}`, en: `${what.en} ${place.en}` });
}
