import { expect, test } from "vitest";
import type { Expression } from "./ast.ts";
import { parseExpression } from "./parse.ts";

/** A tree as brackets: `(* Quantity UnitPrice)`. */
function shape(source: string): string {
  const parsed = parseExpression(source);
  if ("fault" in parsed) return `${parsed.fault.code} at ${parsed.fault.start}`;
  return write(parsed);
}

function write(node: Expression): string {
  switch (node.kind) {
    case "column":
      return node.quoted ? `«${node.name}»` : node.name;
    case "text":
      return `'${node.value}'`;
    case "number":
      return node.digits;
    case "boolean":
      return String(node.value);
    case "call":
      return `(${[node.name, ...node.args.map(write)].join(" ")})`;
    case "arithmetic":
    case "compare":
    case "logic":
      return `(${node.op} ${write(node.left)} ${write(node.right)})`;
    case "not":
    case "minus":
      return `(${node.kind} ${write(node.operand)})`;
  }
}

test("operators bind as in school and in SQL: or, and, not, comparison, sum, product, minus", () => {
  expect(shape("a + b * c - -d / 2")).toBe("(- (+ a (* b c)) (/ (minus d) 2))");
  expect(shape("(a + b) * c")).toBe("(* (+ a b) c)");
  expect(shape("not a = 1 or b <> 'x' and c >= 2")).toBe("(or (not (= a 1)) (and (!= b 'x') (>= c 2)))");
  expect(shape("a - b - c")).toBe("(- (- a b) c)");
});

test("columns are words in any script, paths, or anything in quotes; texts stand in single quotes", () => {
  expect(shape("订单金额 * 数量")).toBe("(* 订单金额 数量)");
  expect(shape("user.address.city")).toBe("user.address.city");
  expect(shape("items[].price")).toBe("items[].price");
  expect(shape('`Unit price` + "a ""b"""')).toBe('(+ «Unit price» «a "b"»)');
  expect(shape(String.raw`concat('it''s', 'a\'b', '\\')`)).toBe("(concat 'it's' 'a'b' '\\')");
  expect(shape("startsWith(InvoiceNo, 'C')")).toBe("(startsWith InvoiceNo 'C')");
  expect(shape("rowNumber()")).toBe("(rowNumber)");
  expect(shape("TRUE = `true`")).toBe("(= true «true»)");
});

test("what is wrong is told with its place", () => {
  expect(shape("a * ")).toBe("SYNTAX at 4");
  expect(shape("a b")).toBe("SYNTAX at 2");
  expect(shape("(a")).toBe("SYNTAX at 2");
  expect(shape("f(a,,b)")).toBe("SYNTAX at 4");
  expect(shape("'open")).toBe("QUOTE_OPEN at 0");
  expect(shape("a % b")).toBe("SIGN_UNKNOWN at 2");
  expect(shape("a; DROP TABLE events")).toBe("SIGN_UNKNOWN at 1");
  expect(shape("")).toBe("SYNTAX at 0");
});

test("an expression that is a program is refused, and never deeper than the stack", () => {
  expect(shape(Array.from({ length: 300 }, () => "a").join(" + "))).toContain("EXPRESSION_LARGE");
  expect(shape(`${"(".repeat(1_900)}a`)).toContain("SYNTAX");
  expect(shape(`${"-".repeat(1_900)}a`)).toContain("SYNTAX");
});
