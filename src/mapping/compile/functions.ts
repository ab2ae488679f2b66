import { literal, sql, type Sql } from "../../engine/index.ts";
import type { Expression } from "../expression/ast.ts";
import { parseTimeFormat } from "../time/format.ts";
import { dateOf, filledParts, instantOf, numberOf, textOf } from "./convert.ts";
import type { Lets } from "./lets.ts";
import { cleanSql } from "./text.ts";
import { mapNumber } from "./number.ts";
import type { BooleanValue, RowFault, TextValue, Value } from "./value.ts";

/** The input of a function: its compiled arguments, their expressions, and a way to refuse one. */
export interface Call {
  readonly args: readonly Value[];
  readonly source: readonly Expression[];
  readonly timezone: string;
  readonly lets: Lets;
  /** Refuses an argument. Returns `undefined`, so that the caller can return it. */
  refuse(index: number, zh: string, en: string): undefined;
}

export interface Fn {
  /** The function's name in expressions. */
  readonly name: string;
  readonly least: number;
  readonly most: number;
  apply(call: Call): Value | undefined;
}

/** All arguments as text. Undefined if one cannot be text. */
function texts(call: Call): TextValue[] | undefined {
  const all = call.args.map(
    (value, index) => textOf(value) ?? call.refuse(index, "这里要文字，不能是列表", "text is wanted here, not a list"),
  );
  return all.includes(undefined) ? undefined : (all as TextValue[]);
}

function faultsOf(values: readonly Value[]): RowFault[] {
  return values.flatMap((value) => value.faults);
}

/** A function of one text. The result stays open: it may still be read as a number, time or yes/no. */
function reshape(name: string, least: number, most: number, statement: (call: Call, all: TextValue[]) => Sql | undefined): Fn {
  return {
    name,
    least,
    most,
    apply: (call) => {
      const all = texts(call);
      const made = all && statement(call, all);
      return made === undefined ? undefined : { type: "text", sql: made, loose: all![0]!.loose, faults: faultsOf(call.args) };
    },
  };
}

function textFn(name: string, least: number, most: number, statement: (all: Sql[]) => Sql): Fn {
  return {
    name,
    least,
    most,
    apply: (call) => {
      const all = texts(call);
      return all && { type: "text", sql: statement(all.map((value) => value.sql)), loose: "nothing", faults: faultsOf(call.args) };
    },
  };
}

function test(name: string, statement: (text: Sql, word: Sql) => Sql): Fn {
  return {
    name,
    least: 2,
    most: 100,
    apply: (call): BooleanValue | undefined => {
      const [text, ...words] = texts(call) ?? [];
      if (!text) return undefined;
      return {
        type: "boolean",
        sql: sql`(${sql.join(
          words.map((word) => statement(text.sql, word.sql)),
          " OR ",
        )})`,
        faults: faultsOf(call.args),
      };
    },
  };
}

/** A whole number written in the expression. The engine accepts only small positions and lengths. */
function wholeNumber(call: Call, index: number): number | undefined {
  const source = call.source[index]!;
  const inner = source.kind === "minus" ? source.operand : source;
  const value = inner.kind === "number" && /^\d{1,6}$/.test(inner.digits) ? Number(inner.digits) : undefined;
  if (value === undefined) return call.refuse(index, "这里要写一个整数", "a whole number must be written here");
  return source.kind === "minus" ? -value : value;
}

function writtenText(call: Call, index: number): string | undefined {
  const source = call.source[index]!;
  if (source.kind === "text" && source.value !== "") return source.value;
  return call.refuse(index, "这里要写一段 '文字'", "a 'text' must be written here");
}

export const FUNCTIONS: readonly Fn[] = [
  textFn("concat", 1, 100, (all) => sql`concat(${sql.join([...all, sql`''`])})`),
  textFn("lower", 1, 1, ([text]) => sql`lowerUTF8(${text!})`),
  textFn("upper", 1, 1, ([text]) => sql`upperUTF8(${text!})`),
  textFn("text", 1, 1, ([text]) => text!),
  reshape("trim", 1, 1, (_call, [text]) => cleanSql(text!.sql)),
  reshape("substring", 2, 3, (call, [text]) => {
    const start = wholeNumber(call, 1);
    const length = call.args.length > 2 ? wholeNumber(call, 2) : undefined;
    if (start === undefined || (call.args.length > 2 && length === undefined)) return undefined;
    if (start === 0) return call.refuse(1, "位置从 1 开始数", "positions count from 1");
    if (length !== undefined && length < 0) return call.refuse(2, "长度不能是负数", "a length cannot be negative");
    return sql`substringUTF8(${text!.sql}, ${literal.integer(start)}${length === undefined ? sql.empty : sql`, ${literal.integer(length)}`})`;
  }),
  reshape("replace", 3, 3, (call, [text, , by]) => {
    const what = writtenText(call, 1);
    return what === undefined ? undefined : sql`replaceAll(${text!.sql}, ${literal.text(what)}, ${by!.sql})`;
  }),
  test("contains", (text, word) => sql`position(${text}, ${word}) > 0`),
  test("startsWith", (text, word) => sql`startsWith(${text}, ${word})`),
  test("endsWith", (text, word) => sql`endsWith(${text}, ${word})`),
  {
    name: "number",
    least: 1,
    most: 1,
    apply: (call) => numberOf(call.args[0]!, call.lets) ?? call.refuse(0, "这里不能当数字", "this cannot be a number"),
  },
  {
    name: "abs",
    least: 1,
    most: 1,
    apply: (call) => {
      const value = numberOf(call.args[0]!, call.lets);
      return value ? mapNumber(value, sql`abs(${value.sql})`) : call.refuse(0, "这里不能当数字", "this cannot be a number");
    },
  },
  {
    name: "time",
    least: 2,
    most: 2,
    apply: (call) => {
      const pattern = writtenText(call, 1);
      if (pattern === undefined) return undefined;
      const format = parseTimeFormat(pattern);
      if ("fault" in format) return call.refuse(1, format.fault.zh, format.fault.en);
      return instantOf(call.args[0]!, format, call.timezone, call.lets) ?? call.refuse(0, "这里不能当时间", "this cannot be a time");
    },
  },
  {
    name: "date",
    least: 1,
    most: 2,
    apply: (call) => {
      const pattern = call.args.length > 1 ? writtenText(call, 1) : "iso";
      if (pattern === undefined) return undefined;
      const format = parseTimeFormat(pattern);
      if ("fault" in format) return call.refuse(1, format.fault.zh, format.fault.en);
      return dateOf(call.args[0]!, format, call.timezone, call.lets) ?? call.refuse(0, "这里不能当日期", "this cannot be a date");
    },
  },
  {
    name: "split",
    least: 2,
    most: 2,
    apply: (call) => {
      const [text] = texts(call) ?? [];
      const by = writtenText(call, 1);
      if (!text || by === undefined) return undefined;
      return { type: "list", sql: filledParts(sql`splitByString(${literal.text(by)}, ifNull(${text.sql}, ''))`), faults: text.faults };
    },
  },
  {
    name: "rowNumber",
    least: 0,
    most: 0,
    apply: () => ({
      type: "number",
      sql: sql`toDecimal128(toNullable(_row), 12)`,
      text: sql`toString(toNullable(_row))`,
      textFaults: [],
      faults: [],
    }),
  },
];
