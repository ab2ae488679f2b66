import { nearest, type Text } from "../../../kernel/index.ts";
import type { AttributeLeaf } from "../../language/ast.ts";
import type { LeafLanguage } from "../../language/leaf.ts";
import { describe, join } from "../../language/scope.ts";
import { readTests } from "../../language/tests.ts";
import { testWords } from "../../language/testWords.ts";
import { allTestKeys, languageOfType } from "../../valueTypes/languages.ts";
import { text } from "../../language/schema.ts";
import { TEST_KEYS } from "../../language/testKeys.ts";
import { isNegative } from "../../language/missing.ts";
import { domainOf, testsBounds } from "../../language/sense/bounds.ts";

/** `{ attribute: city, in: [上海, 北京] }`: tests of the customer's latest value; without a test, that there is a value. */
export const attributeLanguage: LeafLanguage<AttributeLeaf> = {
  key: "attribute",
  keys: {
    attribute: text("属性的代码或名称；不写检查则要求有值", "code or name of an attribute; without a test: that there is a value"),
    ...TEST_KEYS,
  },
  needs: ["attribute"],
  read(raw, path, reading) {
    const name = raw["attribute"];
    if (typeof name !== "string") return reading.shape(join(path, "attribute"), name, "属性的代码", "the code of an attribute");
    const known = reading.scope.catalogue.attributes;
    const found = known.get(name) ?? [...known.values()].find((attribute) => attribute.name.zh === name || attribute.name.en === name);
    if (!found) {
      const suggestion = nearest(
        name,
        [...known.values()].flatMap((attribute) => [attribute.code, attribute.name.zh]),
      );
      // Without a type, only unknown operators can be found.
      const { attribute: _, ...others } = raw;
      reading.onlyKeys(others, allTestKeys(), path);
      return reading.wrong(join(path, "attribute"), "RULE_UNKNOWN_ATTRIBUTE", { name: describe(name), suggestion });
    }
    const { attribute: _, ...tests } = raw;
    if (Object.keys(tests).length === 0)
      return { kind: "attribute", attribute: found.code, type: found.type, tests: [{ op: "isSet", value: true }] };
    const before = reading.issues.length;
    const unknown = Object.keys(tests).filter((key) => !allTestKeys().includes(key));
    if (unknown.length > 0)
      reading.onlyKeys(
        Object.fromEntries(unknown.map((key) => [key, tests[key]])),
        ["attribute", ...languageOfType(found.type).keys],
        path,
      );
    if (unknown.length === Object.keys(tests).length) return undefined;
    const sound = readTests(Object.fromEntries(Object.entries(tests).filter(([key]) => !unknown.includes(key))), found.type, path, reading);
    if (reading.issues.length > before) return undefined;
    return { kind: "attribute", attribute: found.code, type: found.type, tests: sound };
  },
  sentence(leaf, words) {
    const name = words.catalogue.attributes.get(leaf.attribute)?.name ?? { zh: leaf.attribute, en: leaf.attribute };
    const tests = this.wanted(leaf, words);
    return { zh: `${name.zh}${tests.zh}`, en: `${name.en} ${tests.en}` };
  },
  wanted(leaf, words): Text {
    const parts = leaf.tests.map((test) => testWords(test, leaf.type, words.timezone));
    return { zh: parts.map((part) => part.zh).join("且"), en: parts.map((part) => part.en).join(" and ") };
  },
  reads: (leaf) => [{ kind: "attribute", attribute: leaf.attribute }],
  missing({ attribute, tests }, { catalogue }) {
    if (tests.some(({ op }) => op === "isSet")) return null;
    const name = catalogue.attributes.get(attribute)?.name ?? { zh: attribute, en: attribute };
    return { who: { zh: `没有「${name.zh}」的客户`, en: `customers without ${name.en}` }, negative: tests.some(isNegative) };
  },
  asked: ({ attribute, type, tests }) => ({
    subject: `attribute ${attribute}`,
    domain: domainOf(type),
    bounds: testsBounds(tests, type),
    growing: null,
  }),
  shownFields({ attribute }, catalogue) {
    const field = catalogue.attributes.get(attribute);
    return field ? [field] : [];
  },
  counted: () => [],
};
