import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { catalogue as known } from "./world.ts";
import { checkDocument, documentSchema } from "../../src/tags/code/index.ts";
import { oracleRuns } from "./runs.ts";
import { documentOf, everyTags } from "./tags.ts";

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: false });
const isDocument = ajv.compile(documentSchema("zh"));
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

/** What is wrong with a document by the schema, as `place: message`. */
function faults(document: unknown): string[] {
  isDocument(document);
  return (isDocument.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

const faultsOfTag = (tag: object) => faults({ tags: [{ code: "one", ...tag }] });
const faultsOfRule = (rule: unknown) => faultsOfTag({ rule });

test.each(["docs/examples/online-retail/tags.yaml", "src/app/demo/tags.yaml", "test/golden/rules.yaml"])("%s fits the schema", (path) => {
  expect(faults(parse(read(path)))).toEqual([]);
});

test.each(["tags-as-code.md", "tags-as-code.zh.md", "rules.md", "rules.zh.md"])("every example of %s fits the schema", (guide) => {
  const blocks = [...read(`docs/guides/${guide}`).matchAll(/```yaml\n(.*?)```/gs)].map(([, block]) => block!);
  expect(blocks.length).toBeGreaterThan(3);
  expect(blocks.flatMap((block) => faultsOfExample(block))).toEqual([]);
});

/** An example is a document, a list of tags, or rules: one a line, or one over several lines. */
function faultsOfExample(block: string): string[] {
  if (block.startsWith("tags:")) return faults(parse(block));
  if (/^\s*- code:/.test(block)) return faults({ tags: parse(block) });
  if (/^(values|default|value|rule):/.test(block)) return faultsOfTag(parse(block) as object);
  const rules = block.startsWith("{")
    ? parseAllDocuments(block.replaceAll(/\n(?=\{)/g, "\n---\n")).flatMap((one) => one.toJS() ?? [])
    : [parse(block)];
  return rules.flatMap((rule) => faultsOfRule(rule));
}

test("every rule that the generator writes fits the schema", () => {
  fc.assert(
    fc.property(everyTags, (raw) => {
      expect(faults(JSON.parse(JSON.stringify({ tags: documentOf(raw) })))).toEqual([]);
    }),
    oracleRuns(100),
  );
});

test("what the generator writes has no faults offline, with the catalogue and without one", () => {
  fc.assert(
    fc.property(everyTags, (raw) => {
      const document = JSON.parse(JSON.stringify({ tags: documentOf(raw) })) as Record<string, unknown>;
      expect(checkDocument(document, known, "Asia/Shanghai").issues).toEqual([]);
      expect(checkDocument(document, null, "Asia/Shanghai").issues).toEqual([]);
    }),
    oracleRuns(100),
  );
});

test.each([
  [{}, "required property 'tags'"],
  [{ tags: {} }, "array"],
  [{ tag: [] }, "additional"],
  [{ tags: [{ name: "无编码" }] }, "required property 'code'"],
  [{ tags: [{ code: "Big" }] }, "pattern"],
  [{ tags: [{ code: "a", colour: "red" }] }, "additional"],
  [{ tags: [{ code: "a", color: "crimson" }] }, "allowed values"],
  [{ tags: [{ code: "a", name: { de: "x" } }] }, "additional"],
  [{ tags: [{ code: "a", review: "weekly" }] }, "allowed values"],
  [{ tags: [{ code: "a", kind: "tiered" }] }, "required property 'values'"],
  [{ tags: [{ code: "a", values: [] }] }, "fewer than 1"],
  [{ tags: [{ code: "a", values: [{ value: "高" }] }] }, "required property 'rule'"],
])("%j is refused: %s", (document, reason) => {
  expect(faults(document).join("\n")).toContain(reason);
});

test.each([
  [{}, "exactly one schema"],
  ["vip", "object"],
  [{ evnt: "Order" }, "exactly one schema"],
  [{ event: "Order", tag: "vip" }, "exactly one schema"],
  [{ all: [] }, "fewer than 1"],
  [{ all: [{ not: { any: [{ event: "Order", witin: "3d" }] } }] }, "/tags/0/rule/all/0/not/any/0: must NOT have additional"],
  [{ event: "Order", within: "90 days" }, "pattern"],
  [{ event: "Order", calendar: "someday" }, "allowed values"],
  [{ event: "Order", between: ["2025-01-01"] }, "fewer than 2"],
  [{ event: "Order", measure: { mode: "amount" } }, "additional"],
  [{ event: "Order", measure: { sum: "a", average: "b" } }, "more than 1"],
  [{ event: "Order", measure: { timeSince: "middle" } }, "allowed values"],
  [{ event: "Order", measure: { percentile: { property: "amount" } } }, "required property 'percent'"],
  [{ event: "Order", where: { channel: { conains: "x" } } }, "additional"],
  [{ event: "Order", where: {} }, "fewer than 1"],
  [{ event: "Order", since: { middle: "View" } }, "additional"],
  [{ attribute: "city", iss: "上海" }, "additional"],
  [{ attribute: "birthday", withinNext: "soon" }, "pattern"],
  [{ tag: "vip", within: "3d" }, "additional"],
  [{ rank: { event: "Order" }, top: 3, under: "x" }, "additional"],
  [{ trend: { event: "Order", within: "3d" }, window: "3d", ratio: "< 1" }, "additional"],
  [{ trend: { event: "Order" }, ratio: "< 1" }, "required property 'window'"],
  [{ sequence: [{ event: "View" }] }, "fewer than 2"],
  [{ sequence: [{ event: "View" }, { notFollowedBy: { event: "Order" } }] }, "required property 'within'"],
  [{ cycle: { event: "Order", by: "sku" } }, "required property 'dueWithin'"],
])("the rule %j is refused: %s", (rule, reason) => {
  expect(faultsOfRule(rule).join("\n")).toContain(reason);
});

test("both languages have the same schema, and no description of one language is left", () => {
  const without = (lang: "zh" | "en") =>
    JSON.stringify(documentSchema(lang), (key, value: unknown) => (key === "description" && typeof value === "string" ? "" : value));
  expect(without("en")).toBe(without("zh"));
  expect(JSON.stringify(documentSchema("zh"))).not.toContain('"zh":"');
});
