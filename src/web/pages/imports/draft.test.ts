import { expect, test } from "vitest";
import { Mapping, type PreviewColumn } from "../../../contract/index.ts";
import { changed, choiceOf, mappingOf, mappingToCheck, withRows, withChoice, withMapping, withNumbers, type Draft } from "./draft.ts";

const column = (name: string, use: PreviewColumn["use"], as = ""): PreviewColumn => ({ name, use, as, by: "name" });
const ORDERS: Draft = {
  rows: "events",
  event: "Order Completed",
  timezone: "Asia/Shanghai",
  sheet: null,
  columns: [
    column("手机号", "identity", "phone"),
    column("下单时间", "time"),
    column("Unit Price", "property", "price"),
    column("标签", "tags"),
  ],
};

test("a draft is the mapping that the server reads", () => {
  const mapping = mappingOf({ ...ORDERS, sheet: "二月" });
  expect(mapping).toEqual({
    event: "Order Completed",
    time: "下单时间",
    timezone: "Asia/Shanghai",
    identities: { phone: "手机号" },
    properties: { price: '"Unit Price"' },
    tags: ["标签"],
    sheet: "二月",
  });
  expect(Mapping.safeParse(mapping).success).toBe(true);
});

test("a column corrected, rows turned into customers and a kept mapping change the draft and nothing else", () => {
  const corrected = changed(changed(ORDERS, 2, { use: "attribute" }), 2, { as: "last_price" });
  expect(mappingOf(corrected)).toMatchObject({ attributes: { last_price: '"Unit Price"' }, properties: {} });
  expect(mappingOf(withRows(ORDERS, "customers"))).toEqual({
    identities: { phone: "手机号" },
    attributes: { 下单时间: "下单时间", price: '"Unit Price"' },
    timezone: "Asia/Shanghai",
    tags: ["标签"],
  });
  expect(withMapping(ORDERS, { identities: { crm: "手机号" }, tags: ["标签"] })?.columns.map(({ use, as }) => `${use} ${as}`)).toEqual([
    "identity crm",
    "ignore ",
    "ignore ",
    "tags ",
  ]);
  expect(withMapping(ORDERS, { identities: { crm: "lower(手机号)" } })).toBeNull();
});

test("what is chosen of cells in doubt is part of the mapping, can be changed, and comes back with a kept mapping", () => {
  const price = { code: "price", type: "number" } as const;
  const missing = withChoice(withNumbers(ORDERS, "1.234,56"), price, "missing");
  expect(mappingOf(missing)).toMatchObject({ numberFormat: "1.234,56", types: { price: "number" }, unreadable: { price: "missing" } });
  expect(choiceOf(missing, price)).toBe("missing");
  expect(mappingOf(withChoice(missing, price, "text"))).toMatchObject({ types: { price: "text" } });
  expect(mappingOf(withChoice(missing, price, "text"))).not.toHaveProperty("unreadable");
  expect(mappingToCheck(missing)).toEqual({ ...mappingOf(ORDERS), numberFormat: "1.234,56" });
  expect(mappingOf(changed(missing, 2, { use: "ignore" }))).not.toHaveProperty("types");
  expect(choiceOf(withMapping(ORDERS, mappingOf(missing))!, price)).toBe("missing");
});

test("a choice of cells in doubt gives the column the type of its other cells", () => {
  for (const type of ["duration", "date", "boolean"] as const) {
    const stay = { code: "price", type };
    const skipped = withChoice(ORDERS, stay, "skip");
    expect(mappingOf(skipped)).toMatchObject({ types: { price: type }, unreadable: { price: "skip" } });
    expect(choiceOf(skipped, stay)).toBe("skip");
  }
});
