import { sql } from "../../engine/index.ts";
import { expect, test } from "vitest";
import { INLINE, makeLets } from "./lets.ts";

test("equal parts share a name, parts of parts are computed further in, short ones stay as they are", () => {
  const lets = makeLets();
  const one = lets.name(sql`someFunction(column1, column2)`);
  expect(lets.name(sql`someFunction(column1, column2)`)).toBe(one);
  expect(lets.name(sql`short`)).toEqual(sql`short`);
  const two = lets.name(sql`another(${one}, 'let7 is only text', column3)`);
  const beside = lets.name(sql`beside(column1, column2, column3)`);
  expect(lets.wrap(sql`t`).text).toBe(
    sql`(SELECT *, another(${one}, 'let7 is only text', column3) AS ${two} FROM (SELECT *, someFunction(column1, column2) AS ${one}, beside(column1, column2, column3) AS ${beside} FROM t))`
      .text,
  );
  expect(makeLets().wrap(sql`t`)).toEqual(sql`t`);
  expect(INLINE.name(sql`someFunction(column1, column2)`).text).toBe("someFunction(column1, column2)");
});
