import { expect, test } from "vitest";
import { columnsOfMapping, mappingOfColumns, quotedColumn } from "./columnMapping.ts";
import { Mapping } from "./file.ts";
import type { MappingInput } from "./file.ts";

const NAMES = ["手机号", "下单时间", "Unit Price", "标签", "and", "SKU"];

test("what columns can say is told column by column and back", () => {
  const mappings: MappingInput[] = [
    { identities: { phone: "手机号" }, attributes: { price: '"Unit Price"' }, timezone: "Asia/Shanghai", tags: ["标签", '"and"'] },
    {
      event: "Order Completed",
      time: "下单时间",
      timezone: "Europe/London",
      identities: { crm: "手机号" },
      properties: { p: '"Unit Price"' },
    },
    { eventColumn: "标签", time: "下单时间", id: "SKU", timezone: "Asia/Shanghai", identities: { crm: "手机号" }, properties: {} },
    { identities: {}, products: { sku: "SKU", price: '"Unit Price"' } },
  ];
  for (const mapping of mappings) {
    expect(Mapping.safeParse(mapping).success).toBe(true);
    expect(mappingOfColumns(columnsOfMapping(NAMES, mapping)!)).toEqual(mapping);
  }
});

test("computations, constants, a column twice and ways of reading are more than columns can say", () => {
  const told = (mapping: object) => columnsOfMapping(NAMES, { identities: { phone: "手机号" }, ...mapping } as MappingInput);
  expect(told({ attributes: { x: "lower(手机号)" } })).toBeNull();
  expect(told({ attributes: { x: "'constant'" } })).toBeNull();
  expect(told({ attributes: { x: "手机号" } })).toBeNull();
  expect(told({ skipRows: 2 })).toBeNull();
});

test("a column whose name is no plain word is quoted, quotes and backslashes inside too", () => {
  expect(["金额", "单价 (元)", 'a"b', "a\\b", "and"].map(quotedColumn)).toEqual(["金额", '"单价 (元)"', '"a""b"', '"a\\\\b"', '"and"']);
});
