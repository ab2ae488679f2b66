import fc from "../../../test/support/properties.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDirectory } from "../../../test/support/directory.ts";
import { openFacts } from "../../engine/facts/open.ts";
import { literal, type Facts, sql } from "../../engine/index.ts";
import { formatDecimal, MAX_DECIMAL, parseDecimal, readText } from "../../kernel/index.ts";
import type { Fault } from "../expression/ast.ts";
import { parseExpression } from "../expression/parse.ts";
import { storedAs } from "../../imports/index.ts";
import { cellScope, cellStructure } from "../../files/index.ts";
import { compile } from "./compile.ts";
import { makeLets } from "./lets.ts";
import type { Scope } from "./scope.ts";
import type { Value } from "./value.ts";

let facts: Facts;
const directory = testDirectory("compile");

beforeAll(async () => {
  facts = await openFacts({ dataDir: directory.path, memoryBytes: 2 ** 30 });
});
afterAll(async () => {
  await facts.close();
  directory.remove();
});

function compiled(source: string, scope: Scope, lets = makeLets()): Value {
  const parsed = parseExpression(source);
  if ("fault" in parsed) throw new Error(parsed.fault.en);
  const faults: Fault[] = [];
  const value = compile(parsed, { scope, timezone: "Asia/Shanghai", lets }, faults);
  if (!value) throw new Error(faults.map(({ code, en }) => `${code}: ${en}`).join("; "));
  return value;
}

type Row = Readonly<Record<string, string | null>>;

/** What an expression makes of rows of cells, as the store would keep it, and the first thing wrong with each row. */
async function evaluate(source: string, rows: readonly Row[], as?: "text" | "number" | "boolean" | "list"): Promise<unknown[]> {
  const names = Object.keys(rows[0]!);
  const lets = makeLets();
  const value = compiled(source, cellScope(names, lets), lets);
  const type = as ?? (value.type === "members" ? "text" : value.type);
  const stored = storedAs(value, type, { kind: "iso" }, "Asia/Shanghai", lets)!;
  const bad = sql`multiIf(0, '', ${sql.join([...stored.faults.flatMap(({ reason, when }) => [when, literal.text(reason)]), sql`''`])})`;
  const table = `stage_cells_${Math.random().toString(36).slice(2)}`;
  await facts.run(sql`CREATE TABLE ${sql.id(table)} (${cellStructure(names.length)}, _row UInt64) ENGINE = Memory`);
  await facts.insert(
    table,
    rows.map((row, index) => ({ ...Object.fromEntries(names.map((name, at) => [`c${at + 1}`, row[name]])), _row: index + 1 })),
  );
  const found = await facts.rows<{ value: unknown; bad: string }>(
    sql`
      SELECT ${stored.sql} AS value, ${bad} AS bad
      FROM ${lets.wrap(sql.id(table))}
      ORDER BY _row
    `,
  );
  await facts.run(sql`DROP TABLE ${sql.id(table)}`);
  return found.map((row) => (row.bad === "" ? row.value : row.bad));
}

async function one(source: string, row: Row, as?: "text" | "number" | "boolean" | "list"): Promise<unknown> {
  return (await evaluate(source, [row], as))[0];
}

test("amounts are decimals: 6 × 2.55 is 15.3, and 0.1 + 0.2 is 0.3", async () => {
  expect(await one("Quantity * UnitPrice", { Quantity: "6", UnitPrice: "2.55" })).toBe("15.3");
  expect(await one("a + b", { a: "0.1", b: "0.2" })).toBe("0.3");
  expect(await one("a * b * c", { a: "1.1", b: "1.1", c: "1.1" })).toBe("1.331");
  expect(await one("a / b", { a: "1", b: "3" })).toBe("0.333333");
  expect(await one("-(a - 2) * 1.5", { a: "0.000001" })).toBe("2.999999");
  expect(await one("a * 0.5", { a: "0.000001" })).toBe("0.000001");
});

const anyDecimal = fc
  .tuple(fc.bigInt({ min: 1n - 10n ** 12n, max: 10n ** 12n - 1n }), fc.integer({ min: 0, max: 6 }))
  .map(([units, scale]) => {
    const text = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
    return `${units < 0n ? "-" : ""}${text.slice(0, text.length - scale)}${scale > 0 ? `.${text.slice(-scale)}` : ""}`;
  });

test("sums and products of any amounts are those of exact arithmetic, or are too large", async () => {
  const anyRows = fc.array(fc.record({ a: anyDecimal, b: anyDecimal }), { minLength: 1, maxLength: 100 });
  const exact = (units: bigint, scale: number): string => {
    const text = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
    const value = parseDecimal(`${units < 0n ? "-" : ""}${text.slice(0, -scale)}.${text.slice(-scale)}`);
    return value === undefined ? "NUMBER_RANGE" : formatDecimal(value);
  };
  const agree = fc.asyncProperty(anyRows, async (rows) => {
    const pairs = rows.map(({ a, b }) => [parseDecimal(a)!, parseDecimal(b)!] as const);
    expect(await evaluate("a * b", rows)).toEqual(pairs.map(([a, b]) => exact(a * b, 12)));
    expect(await evaluate("a - b", rows)).toEqual(pairs.map(([a, b]) => exact(a - b, 6)));
  });
  await fc.assert(agree, { numRuns: 20 });
});

test("a cell is a number or a fault, never half a number", async () => {
  const cases: [cell: string | null, value: unknown][] = [
    ["12", "12"],
    [" -12.50 ", "-12.5"],
    ["+.5", "0.5"],
    ["5.", "5"],
    ["1e3", "1000"],
    ["1,234,567.80", "1234567.8"],
    ["", null],
    [null, null],
    ["1.2.3", "NUMBER_UNREADABLE"],
    ["-", null],
    ["无", null],
    [".", "NUMBER_UNREADABLE"],
    ["1,23", "NUMBER_UNREADABLE"],
    ["12 元", "12"],
    ["nan", null],
    ["inf", "NUMBER_UNREADABLE"],
    ["0x10", "NUMBER_UNREADABLE"],
    ["999999999999.9999994", "999999999999.999999"],
    ["999999999999.9999995", "NUMBER_RANGE"],
    ["-1000000000000", "NUMBER_RANGE"],
    ["1e300", "NUMBER_RANGE"],
    ["9".repeat(400), "NUMBER_RANGE"],
    ["1e-300", "0"],
    ["0.0000005", "0.000001"],
    ["-0.0000005", "-0.000001"],
    ["0.00000049999999", "0"],
  ];
  expect(
    await evaluate(
      "number(x)",
      cases.map(([x]) => ({ x })),
    ),
  ).toEqual(cases.map(([, value]) => value));
});

test("what a number must be agrees with the kernel", async () => {
  expect(await one("number(x)", { x: formatDecimal(MAX_DECIMAL) })).toBe(formatDecimal(MAX_DECIMAL));
  expect(parseDecimal("999999999999.9999995")).toBeUndefined();
});

test("missing stays missing and is never a fault; what is not computed cannot be wrong", async () => {
  expect(await one("a * b", { a: "", b: "x" })).toBe("NUMBER_UNREADABLE");
  expect(await one("a * b", { a: "", b: "2" })).toBeNull();
  expect(await one("concat('A-', a)", { a: "" })).toBeNull();
  expect(await one("if(kind = 'sale', number(a), 0)", { kind: "note", a: "see below" })).toBe("0");
  expect(await one("if(kind = 'sale', number(a), 0)", { kind: "sale", a: "see below" })).toBe("NUMBER_UNREADABLE");
  expect(await one("coalesce(number(a), number(b))", { a: "1", b: "x" })).toBe("1");
  expect(await one("coalesce(a, b, 'none')", { a: "", b: "" })).toBe("none");
  expect(await one("if(a > 1, 'many')", { a: "1" })).toBeNull();
  expect(await one("a / b", { a: "1", b: "0" })).toBe("DIVISION_BY_ZERO");
  expect(await one("a * a", { a: "999999999999" })).toBe("NUMBER_RANGE");
  expect(await one("a * a * a * a / a / a / a", { a: "900000000000" })).toBe("NUMBER_RANGE");
});

test("a sum of many columns, and values taken from one type to the other and back, stay in what the engine takes", async () => {
  const names = Array.from({ length: 90 }, (_, index) => `col${index}`);
  const row = Object.fromEntries(names.map((name, index) => [name, String(index)]));
  expect(await one(names.join(" + "), row)).toBe("4005");
  expect(await one(`${"number(text(".repeat(40)}col7${"))".repeat(40)}`, row)).toBe("7");
  expect(await one(`${"if(col1 = 1, ".repeat(30)}col2${", '')".repeat(30)}`, row)).toBe("2");
});

test("texts: functions count characters, not bytes, and know Chinese", async () => {
  const row = { a: "　价格Ａbc ", b: "b", n: "7" };
  expect(await one("trim(a)", row)).toBe("价格Ａbc");
  expect(await one("substring(trim(a), 1, 2)", row)).toBe("价格");
  expect(await one("substring(trim(a), -2)", row)).toBe("bc");
  expect(await one("upper(trim(a))", row)).toBe("价格ＡBC");
  expect(await one("replace(a, '价格', concat(b, '-'))", row)).toBe("b-Ａbc");
  expect(await one("contains(a, '优惠', '价格')", row)).toBe(true);
  expect(await one("startsWith(b, 'b') and not endsWith(b, 'x')", row)).toBe(true);
  expect(await one("concat(lower('X'), text(n + 1))", row)).toBe("x8");
  expect(await one("split('a; b;;c', ';')", row)).toEqual(["a", "b", "c"]);
  expect(await one("a", { a: "红,绿、 蓝" }, "list")).toEqual(["红", "绿", "蓝"]);
  expect(await one("a", { a: '["x, y", 1]' }, "list")).toEqual(["x, y", "1"]);
});

test("comparisons take cells as numbers when a number or an order is meant, else as texts", async () => {
  expect(await one("a > 9", { a: "10" })).toBe(true);
  expect(await one("a > b", { a: "10", b: "9" })).toBe(true);
  expect(await one("a = b", { a: "1.0", b: "1" })).toBe(false);
  expect(await one("a = 1", { a: "1.0" })).toBe(true);
  expect(await one("a = '1.0'", { a: "1.0" })).toBe(true);
  expect(await one("a < '十'", { a: "一" })).toBe(true);
  expect(await one("a > 1", { a: "" })).toBeNull();
});

test("yes and no come in the words that people use", async () => {
  const cells = ["是", "Yes", "TRUE", "1", "否", "no", "False", "0", "", "maybe"];
  expect(
    await evaluate(
      "x",
      cells.map((x) => ({ x })),
      "boolean",
    ),
  ).toEqual([true, true, true, true, false, false, false, false, null, "BOOLEAN_UNREADABLE"]);
});

test("whatever stands in quotes is only ever a text", async () => {
  const quote = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
  const unharmed = fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 40 }), fc.string({ maxLength: 40 }), async (a, b) => {
    const expected = readText(a.toWellFormed() + b.toWellFormed());
    expect(await one(`concat(${quote(a)}, ${quote(b)})`, { x: "" })).toBe(expected ?? null);
  });
  await fc.assert(unharmed, { numRuns: 60 });
});

test("what the columns do not have, or a function cannot take, is told with the nearest that would do", () => {
  const scope = cellScope(["Quantity", "UnitPrice", "订单号"], makeLets());
  const fault = (source: string) => {
    try {
      compiled(source, scope);
      return "sound";
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(fault("Quantity * UnitPrise")).toBe("COLUMN_UNKNOWN: the file has no column UnitPrise; did you mean UnitPrice?");
  expect(fault("quantity")).toContain("did you mean Quantity?");
  expect(fault("订单编号")).toContain("did you mean 订单号?");
  expect(fault("zzz")).toContain("it has Quantity, UnitPrice, 订单号");
  expect(fault("startWith(订单号, 'C')")).toContain("did you mean startsWith?");
  expect(fault("startsWith(订单号)")).toContain("takes 2–100 arguments");
  expect(fault("a1 + b1")).toContain("COLUMN_UNKNOWN: the file has no column a1");
  expect(fault("split(订单号, ',') + 1")).toContain("TYPE_WRONG");
  expect(fault("if(Quantity > 1, 'a', 2)")).toContain("TYPE_WRONG");
  expect(fault("substring(订单号, 0)")).toContain("positions count from 1");
  expect(fault("replace(订单号, '', 'x')")).toContain("TYPE_WRONG");
  expect(fault("time(订单号, 'HH')")).toContain("needs year, month and day");
});
