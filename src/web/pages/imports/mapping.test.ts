import { expect, test } from "vitest";
import { Mapping } from "../../../contract/index.ts";
import { guess, mappingOf, quoted } from "./mapping.ts";

const column = (name: string, sample = "x") => ({ name, sample });

test("a list of customers: identities by the names of their columns, all else attributes", () => {
  const draft = guess([column("手机号"), column("邮箱"), column("姓名"), column("生日", "1990-01-01")], "Asia/Shanghai");
  expect(draft.rows).toBe("customers");
  expect(mappingOf(draft)).toEqual({ identities: { phone: "手机号", email: "邮箱" }, attributes: { 姓名: "姓名", 生日: "生日" } });
});

test("a list of orders: the time, properties, an event; the mapping stands before the contract", () => {
  const draft = guess(
    [column("InvoiceNo"), column("InvoiceDate", "2010-12-01"), column("Unit Price"), column("CustomerID")],
    "Europe/London",
  );
  const mapping = mappingOf(draft);
  expect(mapping).toEqual({
    event: "Order Completed",
    time: "InvoiceDate",
    timezone: "Europe/London",
    identities: { crm: "CustomerID" },
    properties: { InvoiceNo: "InvoiceNo", "Unit Price": '"Unit Price"' },
  });
  expect(Mapping.safeParse(mapping).success).toBe(true);
});

test("a column whose name is no plain word is quoted, quotes and backslashes inside too", () => {
  expect([quoted("金额"), quoted("单价 (元)"), quoted('a"b'), quoted("a\\b"), quoted("and")]).toEqual([
    "金额",
    '"单价 (元)"',
    '"a""b"',
    '"a\\\\b"',
    '"and"',
  ]);
});
