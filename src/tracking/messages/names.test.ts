import { expect, test } from "vitest";
import fc from "../../../test/support/properties.ts";
import { parseJson, type Issue } from "../../kernel/index.ts";
import { cleanNames } from "./names.ts";
import { propertiesOf } from "./properties.ts";
import { attributesOf } from "./traits.ts";

const traits = (given: object) => {
  const issues: Issue[] = [];
  return { is: { ...attributesOf(given as Record<string, unknown>, issues) }, told: issues.map(({ path, code }) => `${path} ${code}`) };
};
const properties = (given: object) => {
  const issues: Issue[] = [];
  return { is: { ...propertiesOf(given as Record<string, unknown>, issues) }, told: issues.map(({ path, code }) => `${path} ${code}`) };
};

test("what stands further out goes before what is nested, whichever key comes first; the other is told", () => {
  for (const given of [
    { city: "B", address: { city: "A" } },
    { address: { city: "A" }, city: "B" },
  ])
    expect(traits(given)).toEqual({ is: { city: "B" }, told: ["traits.address.city NAME_TWICE"] });
  expect(traits({ city: null, address: { city: "A" } }).is).toEqual({ city: null });
  expect(traits({ city: "A", address: { city: "A" } })).toEqual({ is: { city: "A" }, told: [] });
  expect(traits({ registered_at: "2026-01-01", createdAt: "2025-01-01" }).is).toEqual({ registered_at: "2026-01-01" });
  for (const given of [
    { "a.b": 1, a: { b: 2, c: 3 } },
    { a: { c: 3, b: 2 }, "a.b": 1 },
  ])
    expect(properties(given)).toEqual({ is: { "a.b": 1, "a.c": 3 }, told: ["properties.a.b NAME_TWICE"] });
  // Null says nothing of an event.
  expect(properties({ "a.b": null, a: { b: 2 } })).toEqual({ is: { "a.b": 2 }, told: [] });
  expect(properties({ products: [{ a: { b: 1 }, "a.b": 2 }] }).is).toEqual({
    products: [Object.assign(Object.create(null), { "a.b": 2 })],
  });
});

test("any order of keys, at every level, says the same", () => {
  const key = fc.constantFrom("city", "address", "a", "b", "a.b", "address.city", " city", "c");
  const fields = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, fc.integer({ min: 0, max: 3 }), tie("object")),
    object: fc.dictionary(key, tie("value"), { maxKeys: 5 }),
  })).object as fc.Arbitrary<Record<string, unknown>>;
  const shuffled = (value: unknown, turn: number): unknown =>
    typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .map(([name, inner], index) => ({ name, inner: shuffled(inner, turn), at: (index * 7 + turn) % 5 }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ name, inner }) => [name, inner]),
        )
      : value;
  const flat = (given: Record<string, unknown>, issues: Issue[] = []) => ({
    traits: sorted({ ...attributesOf(cleanNames(given, "traits", issues, "counted"), issues) }),
    properties: JSON.stringify(sorted(propertiesOf(given, issues))),
  });
  fc.assert(
    fc.property(fields, fc.integer({ min: 1, max: 4 }), (given, turn) => {
      expect(flat(shuffled(given, turn) as Record<string, unknown>)).toEqual(flat(given));
    }),
  );
});

/** What lies too deep is text as it was sent: compared by what it says. */
function sorted(given: unknown): unknown {
  const value = typeof given === "string" && given.startsWith("{") ? (JSON.parse(given) as unknown) : given;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

test("blanks and unseen marks at the ends of names are cut; the one written so stands; what cannot be a name is told and stays", () => {
  expect(properties({ " total": 1, "\u200bprice\u3000": 2 })).toEqual({ is: { total: 1, price: 2 }, told: [] });
  for (const given of [
    { total: 1, " total": 2 },
    { " total": 2, total: 1 },
  ])
    expect(properties(given)).toEqual({ is: { total: 1 }, told: ["properties. total NAME_TWICE"] });
  const long = "x".repeat(300);
  const wrong = properties({ "": 1, "a\nb": 2, [long]: 3, fine: 4, deep: { "  ": 5 }, list: [{ "": 6 }] });
  expect(wrong.told).toEqual([
    "properties. CODE_BLANK",
    "properties.a␤b CODE_SIGN",
    `properties.${"x".repeat(60)}… CODE_LONG`,
    "properties.deep.   CODE_BLANK",
    "properties.list[0]. CODE_BLANK",
  ]);
  expect(Object.keys(wrong.is)).toEqual(["", "a\nb", long, "fine", "deep", "list"]);
});

test("a name __proto__ is told and is nobody's prototype; constructor and toString are names", () => {
  const given = parseJson('{"__proto__":{"x":1},"constructor":1,"toString":2,"deep":{"__proto__":{"y":1},"valueOf":3}}') as object;
  const read = properties(given);
  expect(read.told).toEqual(["properties.__proto__ CODE_RESERVED", "properties.deep.__proto__ CODE_RESERVED"]);
  expect([(read.is as { x?: unknown }).x, ({} as { x?: unknown }).x]).toEqual([undefined, undefined]);
  expect(read.is).toMatchObject({ constructor: 1, toString: 2 });
});
