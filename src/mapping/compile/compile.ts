import { literal, sql, type Sql } from "../../engine/index.ts";
import { nearest } from "../../kernel/index.ts";
import type { Comparison, Expression, Fault } from "../expression/ast.ts";
import { branch, fallback } from "./choice.ts";
import { conditionOf, numberOf, textOf } from "./convert.ts";
import { FUNCTIONS } from "./functions.ts";
import type { Lets } from "./lets.ts";
import { arithmetic, mapNumber, numberLiteral } from "./number.ts";
import type { Scope } from "./scope.ts";
import type { BooleanValue, Value } from "./value.ts";

/** Most characters of the SQL of one expression. Longer SQL repeats its parts too often for the engine. */
const MAX_SQL_CHARACTERS = 120_000;

const byName = new Map(FUNCTIONS.map((fn) => [fn.name.toLowerCase(), fn]));
const FUNCTION_NAMES = [...FUNCTIONS.map((fn) => fn.name), "if", "coalesce"];

/**
 * Compiles an expression to SQL over the staged rows and checks its columns. Each value in the expression becomes a literal of the one
 * literal writer. Faults are added to `faults`; then the result is undefined.
 */
export function compile(
  expression: Expression,
  { scope, timezone, lets }: { scope: Scope; timezone: string; lets: Lets },
  faults: Fault[],
): Value | undefined {
  const fail = (at: Expression, code: string, zh: string, en: string, suggestion?: string): undefined => {
    faults.push({ code, start: at.start, end: at.end, zh, en, ...(suggestion !== undefined && { suggestion }) });
    return undefined;
  };
  const visit = (node: Expression): Value | undefined => {
    const value = dispatch(node);
    const size = value ? value.sql.text.length + value.faults.reduce((sum, { when }) => sum + when.text.length, 0) : 0;
    return size > MAX_SQL_CHARACTERS
      ? fail(node, "EXPRESSION_LARGE", "表达式太复杂；请拆成几个属性", "the expression is too complex; split it into several properties")
      : value;
  };
  const dispatch = (node: Expression): Value | undefined => {
    switch (node.kind) {
      case "text":
        return { type: "text", sql: literal.text(node.value), loose: "nothing", faults: [] };
      case "number":
        return numberLiteral(node.digits);
      case "boolean":
        return { type: "boolean", sql: node.value ? sql`1` : sql`0`, faults: [] };
      case "column":
        return scope.column(node.name) ?? (node.quoted ? undefined : scope.path(node.name)) ?? unknownColumn(node);
      case "minus": {
        const value = number(node.operand);
        return value && mapNumber(value, sql`negate(${value.sql})`);
      }
      case "arithmetic": {
        const left = number(node.left);
        const right = number(node.right);
        return left && right && arithmetic(node.op, left, right, lets);
      }
      case "compare":
        return compare(node);
      case "not": {
        const value = condition(node.operand);
        return value && { ...value, sql: sql`not(${value.sql})` };
      }
      case "logic": {
        const left = condition(node.left);
        const right = condition(node.right);
        return (
          left &&
          right && {
            type: "boolean",
            sql: sql`(${left.sql} ${node.op === "and" ? sql`AND` : sql`OR`} ${right.sql})`,
            faults: [...left.faults, ...right.faults],
          }
        );
      }
      case "call":
        return call(node);
    }
  };

  function number(node: Expression) {
    const value = visit(node);
    return value && (numberOf(value, lets) ?? fail(node, "TYPE_WRONG", "这里要数字", "a number is wanted here"));
  }

  function condition(node: Expression): BooleanValue | undefined {
    const value = visit(node);
    return value && (conditionOf(value, lets) ?? fail(node, "TYPE_WRONG", "这里要一个条件（是/否）", "a condition is wanted here"));
  }

  /** Compares numbers if one side is a number, or if cells are compared by order. Otherwise compares texts. */
  function compare(node: Extract<Expression, { kind: "compare" }>): Value | undefined {
    const left = visit(node.left);
    const right = visit(node.right);
    if (!left || !right) return undefined;
    if (left.type === "time" && right.type === "time" && left.wall === right.wall) return comparison(node.op, left, right);
    if (left.type === "date" && right.type === "date") return comparison(node.op, left, right);
    const ordered = node.op !== "=" && node.op !== "!=";
    const loose = (value: Value) => value.type === "text" && value.loose === "any";
    if (left.type === "boolean" && right.type === "boolean" && !ordered) return comparison(node.op, left, right);
    const numeric = left.type === "number" || right.type === "number" || (ordered && loose(left) && loose(right));
    const [a, b] = numeric ? [numberOf(left, lets), numberOf(right, lets)] : [textOf(left), textOf(right)];
    return a && b ? comparison(node.op, a, b) : fail(node, "TYPE_WRONG", "两边的类型不能比较", "the two sides cannot be compared");
  }

  function call(node: Extract<Expression, { kind: "call" }>): Value | undefined {
    const name = node.name.toLowerCase();
    const args = node.args.map(visit);
    const own = FORMS[name];
    const fn = own ?? byName.get(name);
    if (!fn) return unknownFunction(node);
    if (node.args.length < fn.least || node.args.length > fn.most) {
      const count = fn.least === fn.most ? `${fn.least}` : `${fn.least}–${fn.most}`;
      return fail(
        node,
        "ARGUMENTS",
        `函数 ${node.name} 要 ${count} 个参数，这里有 ${node.args.length} 个`,
        `${node.name} takes ${count} arguments, here are ${node.args.length}`,
      );
    }
    if (args.includes(undefined)) return undefined;
    const all = args as Value[];
    if (own) return own.apply(lets, all) ?? fail(node, "TYPE_WRONG", "各个取值的类型不一致", "the possible results differ in type");
    return byName.get(name)!.apply({
      args: all,
      source: node.args,
      timezone,
      lets,
      refuse: (index, zh, en) => fail(node.args[index]!, "TYPE_WRONG", zh, en),
    });
  }

  function unknownColumn(node: Extract<Expression, { kind: "column" }>): undefined {
    const suggestion = nearest(node.name, scope.names);
    const available = scope.names.slice(0, 12).join(", ") + (scope.names.length > 12 ? " …" : "");
    return suggestion === undefined
      ? fail(
          node,
          "COLUMN_UNKNOWN",
          `文件里没有列「${node.name}」；有：${available}`,
          `the file has no column ${node.name}; it has ${available}`,
        )
      : fail(
          node,
          "COLUMN_UNKNOWN",
          `文件里没有列「${node.name}」，是不是「${suggestion}」？`,
          `the file has no column ${node.name}; did you mean ${suggestion}?`,
          suggestion,
        );
  }

  function unknownFunction(node: Extract<Expression, { kind: "call" }>): undefined {
    const suggestion = nearest(node.name, FUNCTION_NAMES);
    const available = FUNCTION_NAMES.join(", ");
    return suggestion === undefined
      ? fail(
          node,
          "FUNCTION_UNKNOWN",
          `没有函数「${node.name}」；有：${available}`,
          `there is no function ${node.name}; there are ${available}`,
        )
      : fail(
          node,
          "FUNCTION_UNKNOWN",
          `没有函数「${node.name}」，是不是「${suggestion}」？`,
          `there is no function ${node.name}; did you mean ${suggestion}?`,
          suggestion,
        );
  }

  return visit(expression);
}

/** As in the expression, so that no sign of it reaches the statement but these. */
const COMPARISONS: Readonly<Record<Comparison, Sql>> = {
  "=": sql`=`,
  "!=": sql`!=`,
  "<": sql`<`,
  "<=": sql`<=`,
  ">": sql`>`,
  ">=": sql`>=`,
};

function comparison(op: Comparison, left: Value, right: Value): BooleanValue {
  return { type: "boolean", sql: sql`(${left.sql} ${COMPARISONS[op]} ${right.sql})`, faults: [...left.faults, ...right.faults] };
}

/** Functions that compute only one of their arguments, so that only faults of that argument count. */
const FORMS: Readonly<Record<string, { least: number; most: number; apply(lets: Lets, args: readonly Value[]): Value | undefined }>> = {
  if: { least: 2, most: 3, apply: (lets, [condition, yes, no]) => branch(lets, condition!, yes!, no) },
  coalesce: { least: 2, most: 50, apply: (lets, args) => fallback(lets, args) },
};
