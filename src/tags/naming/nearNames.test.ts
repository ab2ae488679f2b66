import { expect, test } from "vitest";
import { nearNames } from "./nearNames.ts";

const tag = (code: string, name: string) => ({ code, name: { zh: name, en: name } });
const near = (a: string, b: string) => nearNames(tag("a", a), [tag("b", b)]).length > 0;

test("the same letters but for signs and blanks are near, and one Latin letter apart", () => {
  for (const [a, b] of [
    ["高价值客户", "高价值-客户"],
    ["High value", "high_value"],
    ["V.I.P", "VIP"],
    ["loyal customers", "loyal customer"],
    ["churned", "chruned"],
  ] as const)
    expect(near(a, b), `${a} / ${b}`).toBe(true);
});

test("names that differ by a Chinese character or a number are other names", () => {
  for (const [a, b] of [
    ["新客户", "老客户"],
    ["近30天活跃", "近90天活跃"],
    ["top 10%", "top 20%"],
    ["gold", "cold"],
    ["VIP", "VIC"],
  ] as const)
    expect(near(a, b), `${a} / ${b}`).toBe(false);
});
