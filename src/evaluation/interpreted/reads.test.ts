import { expect, test } from "vitest";
import type { Catalogue, PropertyDef } from "../../catalogue/index.ts";
import { Reading, readTagRule, type TagRule } from "../../rules/index.ts";
import { readsOf } from "./reads.ts";

const text = (code: string) => ({ zh: code, en: code });
const property = (code: string, type: PropertyDef["type"]): [string, PropertyDef] => [
  code,
  { code, name: text(code), type, sensitivity: "ordinary", field: `p_${code}`, array: code.includes("[]") },
];
const catalogue: Catalogue = {
  attributes: new Map([["birthday", { code: "birthday", name: text("birthday"), type: "date", sensitivity: "ordinary" }]]),
  events: new Map([
    [
      "Order",
      {
        code: "Order",
        name: text("Order"),
        labelled: true,
        properties: new Map([
          property("amount", "number"),
          property("channel", "text"),
          property("products[].category", "text"),
          property("products[].price", "number"),
          property("products[].best_before", "date"),
        ]),
      },
    ],
  ]),
};

function rulesOf(source: Record<string, unknown>): ReadonlyMap<string, TagRule> {
  const tags = new Map([["vip", { code: "vip", name: { zh: "vip", en: "vip" }, kind: "static" as const, values: [] }]]);
  const reading = new Reading({ catalogue, tags: tags as never, timezone: "Asia/Shanghai" });
  const rule = readTagRule({ kind: "rule", rule: source }, "", reading);
  expect(reading.issues).toEqual([]);
  return new Map([["t", rule!]]);
}

const propertiesOf = (source: Record<string, unknown>, event: string) =>
  readsOf(rulesOf(source), catalogue)
    .events.get(event)
    ?.map(({ code }) => code);

test("of an event only the properties that a rule names are read", () => {
  expect(propertiesOf({ event: "Order", measure: { sum: "amount" }, is: ">= 1" }, "Order")).toEqual(["amount"]);
  expect(propertiesOf({ event: "Order" }, "Order")).toEqual([]);
});

test("all members of a list are read with one of them, for a list is as long as its longest member", () => {
  expect(propertiesOf({ event: "Order", measure: { sum: "products[].price" }, is: ">= 1" }, "Order")).toEqual([
    "products[].category",
    "products[].price",
    "products[].best_before",
  ]);
});

test("an attribute is read in its type, and since when a tag is had only where a rule asks it", () => {
  const has = { attribute: "birthday" };
  expect([...readsOf(rulesOf(has), catalogue).attributes]).toEqual([["birthday", "date"]]);
  expect([...readsOf(rulesOf({ tag: "vip" }), catalogue).histories]).toEqual([]);
  expect([...readsOf(rulesOf({ tag: "vip", for: ">= 3d" }), catalogue).histories]).toEqual(["vip"]);
});
