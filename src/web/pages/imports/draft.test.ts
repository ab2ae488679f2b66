import { expect, test } from "vitest";
import { Mapping, type PreviewColumn } from "../../../contract/index.ts";
import { changed, mappingOf, turnedTo, withMapping, type Draft } from "./draft.ts";

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
  expect(mappingOf(turnedTo(ORDERS, "customers"))).toEqual({
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
