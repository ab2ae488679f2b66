import fc from "../../../../test/support/properties.ts";
import { expect, test } from "vitest";
import { literal } from "../literal.ts";
import { pieceOf, type Sql } from "./piece.ts";
import { sql } from "./sql.ts";

/** Texts that break statements where they are not written as literals. */
const INJECTIONS = [
  "'; DROP TABLE events; --",
  "\\'; DROP TABLE events",
  "' OR 1 = 1",
  "`",
  "/*",
  "--",
  "\n",
  "\0",
  "${x}",
  "{name:String}",
];

test("a plain string, number or anything else that is no piece is refused, by types and when it runs", () => {
  for (const text of ["events", ...INJECTIONS]) {
    // @ts-expect-error A string is no piece.
    expect(() => sql`SELECT ${text}`).toThrow(TypeError);
    // @ts-expect-error Nor is one in a list.
    expect(() => sql.join([text])).toThrow(TypeError);
    // @ts-expect-error Nor one among conditions.
    expect(() => sql.and([text])).toThrow(TypeError);
    // @ts-expect-error Nor one of several.
    expect(() => sql.or([text])).toThrow(TypeError);
  }
  // @ts-expect-error A number is no piece.
  expect(() => sql`SELECT ${1}`).toThrow(TypeError);
  // @ts-expect-error A list is joined first, by a separator that one sees.
  expect(() => sql`SELECT ${[sql`1`, sql`2`]}`).toThrow(TypeError);
  // @ts-expect-error What looks like a piece is none: a message of JSON could.
  expect(() => sql`SELECT ${{ text: "1", hasLines: false }}`).toThrow(TypeError);
  expect(() => sql`SELECT ${null as unknown as Sql}`).toThrow("null");
  expect(() => `SELECT ${String(sql`1`)}`).toThrow(TypeError);
  // @ts-expect-error `sql` called with a string is no tag.
  expect(() => sql("SELECT 1")).toThrow(TypeError);
});

test("a separator is one of few", () => {
  // @ts-expect-error Not any string.
  expect(() => sql.join([sql`1`, sql`2`], "; DROP TABLE events; ")).toThrow(TypeError);
  expect(sql.join([sql`1`, sql`2`], " UNION ALL ").text).toBe("1 UNION ALL 2");
});

test("a bare name has only letters, digits and _", () => {
  expect(sql.id("stage_3f2a9c01b7de_members_12").text).toBe("stage_3f2a9c01b7de_members_12");
  for (const name of ["", "1a", "a b", "a.b", "a`", "a;", "a\n", ...INJECTIONS]) expect(() => sql.id(name)).toThrow(RangeError);
});

test("pieces stand in pieces, lists and conditions", () => {
  const customers = sql`SELECT customer FROM customers`;
  const both = sql.and([sql`a = 1`, null, sql.or([sql`b`, sql`c`]), undefined]);
  expect(sql`SELECT ${sql.join([sql`a`, sql`b`])} FROM (${customers}) WHERE ${both}`.text).toBe(
    "SELECT a, b FROM (SELECT customer FROM customers) WHERE a = 1 AND (b OR c)",
  );
  expect([sql.and([]).text, sql.and([null]).text, sql.or([]).text, sql.or([sql`a`]).text]).toEqual(["true", "true", "false", "a"]);
});

test("the indent of the code is taken off, and lines of a part stand under the line it is in", () => {
  const inner = sql`
    SELECT customer
    FROM events
  `;
  const outer = sql`
    SELECT count()
    FROM (
      ${inner}
    )
    ${sql.empty}
    WHERE true
    ${sql.empty}
  `;
  expect(inner.text).toBe("SELECT customer\nFROM events");
  expect(outer.text).toBe("SELECT count()\nFROM (\n  SELECT customer\n  FROM events\n)\nWHERE true");
  expect(sql`${sql.empty}`.text).toBe("");
  expect(
    sql`
    ${sql.empty}
    SELECT 1
  `.text,
  ).toBe("SELECT 1");
  expect(sql`SELECT (${inner}), [${sql.empty}]`.text).toBe("SELECT (SELECT customer\nFROM events), []");
});

test("the layout never touches a value: its line ends and spaces stay what they are", () => {
  const piece = fc.string({ unit: "binary" }).map((text) => literal.text(text));
  const nested: fc.Arbitrary<Sql> = fc.letrec<{ piece: Sql }>((tie) => ({
    piece: fc.oneof(
      { maxDepth: 4 },
      piece,
      tie("piece").map(
        (part) => sql`
          f(
            ${part}
          )
        `,
      ),
      fc.array(tie("piece"), { maxLength: 4 }).map((parts) => sql.join(parts, ",\n")),
    ),
  })).piece;
  fc.assert(
    fc.property(nested, fc.string({ unit: "binary" }), (around, text) => {
      const value = literal.text(text);
      const whole = sql`
        ${around} =
          ${value}
      `.text;
      expect(whole.endsWith(value.text)).toBe(true);
      // What is outside of quotes has no sign that a value brought.
      expect(whole.replaceAll(/'(?:[^'\\]|\\.)*'/gs, "")).toMatch(/^[f(),=\s]*$/);
    }),
  );
});

test("a list of 100,000 literals takes no more than twenty times one of 10,000", () => {
  const build = (count: number) => {
    const begun = performance.now();
    const values = Array.from({ length: count }, (_, index) => pieceOf(`'customer ${index}'`));
    const length = sql`SELECT 1 WHERE a IN (${sql.join(values)})`.text.length;
    return { milliseconds: performance.now() - begun, length };
  };
  build(10_000);
  const [few, many] = [build(10_000), build(100_000)];
  expect(many.length).toBeGreaterThan(1_500_000);
  // Joining one by one with flat texts would take a hundred times as long. The floor keeps a busy machine from failing this.
  expect(many.milliseconds).toBeLessThan(Math.max(20 * few.milliseconds, 2_000));
});

test("a type that the store reports is one type and nothing more", () => {
  for (const type of ["String", "Nullable(DateTime64(3, 'UTC'))", "Enum8('a)' = 1, '--' = -2)", "Tuple(`a b` String, c Array(UInt8))"])
    expect(literal.type(type).text).toBe(type);
  for (const type of [
    "",
    "String) ENGINE = Memory; --",
    "String, x UInt8",
    "String COMMENT 'x'",
    "Tuple(String",
    "String /* */",
    ...INJECTIONS,
  ])
    expect(() => literal.type(type)).toThrow(RangeError);
});

test("a default that the store reports is one expression and nothing more", () => {
  for (const expression of [
    "0",
    "-1",
    "now64(3)",
    "CAST('a, b', 'String')",
    "arrayResize(CAST([], 'Array(Nullable(String))'), `items n`, NULL)",
  ])
    expect(literal.columnDefault(expression).text).toBe(expression);
  for (const expression of [
    "",
    "0, ADD COLUMN x UInt8",
    "f(1), g(2)",
    "f(1",
    "f(1))",
    "1 TTL now()",
    "f(/* */)",
    "1; DROP TABLE events",
    ...INJECTIONS,
  ])
    expect(() => literal.columnDefault(expression)).toThrow(RangeError);
});
