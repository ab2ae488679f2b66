import { expect, test } from "vitest";
import { INLINE, makeLets } from "./lets.ts";

test("equal parts share a name, parts of parts are computed further in, short ones stay as they are", () => {
  const lets = makeLets();
  const one = lets.name("someFunction(column1, column2)");
  expect(lets.name("someFunction(column1, column2)")).toBe(one);
  expect(lets.name("short")).toBe("short");
  const two = lets.name(`another(${one}, 'let7 is only text', column3)`);
  const beside = lets.name("beside(column1, column2, column3)");
  expect(lets.wrap("t")).toBe(
    `(SELECT *, another(${one}, 'let7 is only text', column3) AS ${two} FROM (SELECT *, someFunction(column1, column2) AS ${one}, beside(column1, column2, column3) AS ${beside} FROM t))`,
  );
  expect(makeLets().wrap("t")).toBe("t");
  expect(INLINE.name("someFunction(column1, column2)")).toBe("someFunction(column1, column2)");
});
