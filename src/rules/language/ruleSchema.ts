import { COUNTED, MEASURED } from "../leaves/event/language.ts";
import { MEASURE_KINDS, MEASURES } from "../measures/languages.ts";
import type { MeasureLanguage } from "../measures/measureLanguage.ts";
import { LEAVES } from "./leaves.ts";
import { GROUPS } from "./rule.ts";
import { objectOf, oneOfTexts, ref, SCALARS, text, type Schema, type SchemaName } from "./schema.ts";
import { TEST_KEYS } from "./testKeys.ts";
import { OPERATORS } from "./values.ts";

const { event, where } = COUNTED;

const SCALAR: Schema = { type: SCALARS };
const SCALAR_LIST: Schema = { type: "array", items: SCALAR, minItems: 1 };
const TESTS: Schema = { type: "object", properties: TEST_KEYS, additionalProperties: false, minProperties: 1 };

/** The definitions that schemas of rules refer to, made from the keys that the readers of rules accept. */
export function schemaOfRules(): Readonly<Record<SchemaName, Schema>> {
  const compared = [...OPERATORS, "is", "between"].map((key) => [key, TEST_KEYS[key]!] as const);
  const anchor: Schema = { anyOf: [{ type: "string" }, objectOf({ event: event!, where: where! }, ["event"])] };
  return {
    rule: ruleSchema(),
    where: {
      type: "object",
      minProperties: 1,
      additionalProperties: {
        anyOf: [
          SCALAR,
          SCALAR_LIST,
          { ...TESTS, properties: { ...TEST_KEYS, none: ref("bareOrTests", "列表中没有一项满足", "no element of the list") } },
        ],
      },
    },
    tests: TESTS,
    bareOrTests: { anyOf: [SCALAR, SCALAR_LIST, ref("tests")] },
    comparison: { anyOf: [SCALAR, objectOf(Object.fromEntries(compared), [], { minProperties: 1 })] },
    value: SCALAR,
    values: { anyOf: [SCALAR, SCALAR_LIST] },
    length: {
      type: "string",
      pattern: String.raw`^\s*\d{1,6}\s*[hdwmy]\s*$`,
      examples: ["24h", "90d", "2w", "3m", "1y"],
      description: { zh: "时长：24h、90d、2w、3m、1y", en: "a duration: 24h, 90d, 2w, 3m, 1y" },
    },
    measure: measureSchema(),
    measured: objectOf(MEASURED, ["event"]),
    since: { anyOf: [{ type: "string" }, objectOf({ first: anchor, last: anchor }, [], { minProperties: 1, maxProperties: 1 })] },
  };
}

/** One key decides which keys stand beside it, so an editor offers those only, and a fault is found where it is. */
function ruleSchema(): Schema {
  const markers = [...GROUPS, ...LEAVES.map(({ key }) => key)];
  const shapes = [
    { key: "all", shape: objectOf({ all: conditions("全部满足", "all of these hold") }) },
    { key: "any", shape: objectOf({ any: conditions("任一满足", "any of these holds") }) },
    { key: "not", shape: objectOf({ not: ref("rule", "不满足", "this does not hold") }) },
    ...LEAVES.map(({ key, keys, needs }) => ({ key, shape: objectOf(keys, needs) })),
  ];
  return {
    type: "object",
    properties: Object.fromEntries(shapes.map(({ key, shape }) => [key, (shape["properties"] as Record<string, Schema>)[key]!])),
    oneOf: markers.map((key) => ({ required: [key] })),
    allOf: shapes.map(({ key, shape }) => ({ if: { required: [key] }, then: shape })),
  };
}

function conditions(zh: string, en: string): Schema {
  return { type: "array", items: ref("rule"), minItems: 1, description: { zh, en } };
}

function measureSchema(): Schema {
  const languages = MEASURE_KINDS.map((kind) => MEASURES[kind] as MeasureLanguage);
  const alone = languages.filter(({ form }) => form.of === "events" && !form.variants).map(({ kind }) => kind);
  const keys = Object.fromEntries(languages.map((language) => [language.kind, argumentSchema(language)]));
  return { anyOf: [{ enum: alone }, objectOf(keys, [], { minProperties: 1, maxProperties: 1 })] };
}

function argumentSchema({ argument, form }: MeasureLanguage): Schema {
  if (argument) return argument;
  if (form.variants) return oneOfTexts(form.variants, "哪一次", "which one");
  return form.of === "events" ? {} : text("行为属性的名称", "name of a property");
}
