import fc from "../../../test/support/properties.ts";
import { expect, test } from "vitest";
import type { Rule } from "./ast.ts";
import { readCombination } from "./combination.ts";
import { combinationText } from "./combinationWords.ts";
import { needsQuotes } from "./quoting.ts";
import type { TagRef } from "./scope.ts";
import { foldedName } from "./tagNames.ts";

const PIECES = [
  "和",
  "或",
  "且",
  "非",
  "并且",
  "and",
  "AND",
  "or",
  "not",
  "A",
  "B",
  "高价值",
  "客户",
  "VIP",
  "ＶＩＰ",
  "é",
  "e\u0301",
  "\u200b",
  " ",
  "　",
  ":",
  "：",
  "=",
  "(",
  "）",
  "&",
  "|",
  "！",
  '"',
  "“",
  "”",
  "「",
  "」",
  "'",
  "、",
  ",",
  ";",
  "-",
  "㈱",
  "1",
  "_",
  "İ",
  "ß",
];
const awkwardName = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 5 })
  .map((pieces) => pieces.join("").trim())
  .filter((name) => foldedName(name) !== "");

/** Tags of awkward names, each its own; some tiered, with awkward values. */
const tagsOf = fc
  .uniqueArray(fc.record({ name: awkwardName, values: fc.uniqueArray(awkwardName, { selector: foldedName, maxLength: 3 }) }), {
    selector: ({ name }) => foldedName(name),
    minLength: 1,
    maxLength: 6,
  })
  .map(
    (list) =>
      new Map(
        list.map(({ name, values }, index): [string, TagRef] => {
          const code = `tag_code_${index}`;
          return [code, { code, name: { zh: name, en: name }, kind: values.length > 0 ? "tiered" : "static", values }];
        }),
      ),
  );

function treeOf(tags: ReadonlyMap<string, TagRef>): fc.Arbitrary<Rule> {
  const leaf = fc
    .constantFrom(...tags.values())
    .chain(({ code, values }) =>
      fc
        .constantFrom<(readonly string[] | null)[]>(null, ...values.map((value) => [value]))
        .map((chosen): Rule => ({ kind: "tag", tag: code, values: chosen, held: null })),
    );
  return fc.letrec<{ tree: Rule; group: Rule }>((tie) => ({
    group: fc
      .record({ kind: fc.constantFrom("all" as const, "any" as const), of: fc.array(tie("tree"), { minLength: 2, maxLength: 3 }) })
      .map((group): Rule => group),
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      tie("group"),
      fc.oneof(leaf, tie("group")).map((of): Rule => ({ kind: "not", of })),
    ),
  })).tree;
}

test("a tree of any tags, written with their names, reads back as the same tree, in both languages", () => {
  fc.assert(
    fc.property(
      tagsOf.chain((tags) => fc.record({ tags: fc.constant(tags), tree: treeOf(tags) })),
      fc.constantFrom("zh" as const, "en" as const),
      ({ tags, tree }, lang) => {
        expect(readCombination(combinationText(tree, tags, lang), tags)).toEqual(tree);
      },
    ),
  );
});

const tag = (code: string, name: string): [string, TagRef] => [code, { code, name: { zh: name, en: name }, kind: "static", values: [] }];
const has = (code: string): Rule => ({ kind: "tag", tag: code, values: null, held: null });

test("a new tag never changes what a text means, whatever it is called", () => {
  const tags = new Map([tag("a", "高价值客户"), tag("b", "近期沉默"), tag("c", "A"), tag("d", "B")]);
  const texts = ["高价值客户 且 非 近期沉默", "A and B", "A 或 B", "高价值客户且近期沉默", "not A"];
  const before = texts.map((text) => readCombination(text, tags));
  const names = ["和", "或", "且", "非", "and", "A and B", "A 或 B", "非近期沉默", "高价值客户且近期沉默", "not A", "not", "NOT A"];
  for (const name of names) {
    const more = new Map([...tags, tag("zz", name)]);
    expect(
      texts.map((text) => readCombination(text, more)),
      name,
    ).toEqual(before);
    expect(readCombination(`高价值客户 且 "${name}"`, more)).toEqual({ kind: "all", of: [has("a"), has("zz")] });
    expect(readCombination(`高价值客户 且 「${name}」`, more)).toEqual({ kind: "all", of: [has("a"), has("zz")] });
  }
});

test("a name is found in whatever width, case and composition it is written, with blanks and invisible marks", () => {
  const tags = new Map([tag("vip", "VIP客户"), tag("cafe", "Café noir"), tag("b", "新客")]);
  for (const text of ["ｖｉｐ客户", "vip客户", "VIP\u200b客户", '"VIP客户 "'])
    expect(readCombination(text, tags), text).toEqual(has("vip"));
  for (const text of ["CAFE\u0301 NOIR", "café　noir", "caf\u00e9  noir"]) expect(readCombination(text, tags), text).toEqual(has("cafe"));
  expect(readCombination("ＶＩＰ客户且新客", tags)).toEqual({ kind: "all", of: [has("vip"), has("b")] });
});

test("a name that needs quotes and is written without is said with them", () => {
  const tags = new Map([tag("x", "非活跃"), tag("y", "A and B")]);
  expect(() => readCombination("非活跃", tags)).toThrow(
    expect.objectContaining({ code: "COMBINATION_UNKNOWN", params: expect.objectContaining({ suggestion: '"非活跃"' }) }),
  );
  expect(() => readCombination("A and B", tags)).toThrow(expect.objectContaining({ code: "COMBINATION_UNKNOWN" }));
  expect(["高价值", "High value", "Android", "Nothing new", "O'Neill", "5% off", "和"].map(needsQuotes)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
    true,
  ]);
});
