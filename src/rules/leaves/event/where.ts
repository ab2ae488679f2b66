import type { Text } from "../../../kernel/index.ts";
import type { Condition } from "../../language/ast.ts";
import type { Scope } from "../../language/scope.ts";
import { testWords } from "../../language/testWords.ts";
import { both } from "../../language/words.ts";
import { listsAsked, ofElement } from "./elements.ts";

type Words = Pick<Scope, "catalogue" | "timezone">;

export function propertyName(event: string, property: string, words: Words): Text {
  return words.catalogue.events.get(event)?.properties.get(property)?.name ?? { zh: property, en: property };
}

/** Conditions of an event, before its name in Chinese and after it in English: 渠道是「门店」、某件商品的品类是「母婴」的. */
export function whereWords(event: string, where: readonly Condition[], words: Words): Text {
  if (where.length === 0) return both("", "");
  const own = where
    .filter(({ array }) => array === null)
    .map((condition) => conditionWords(condition, nameOf(event, condition, words), words));
  const lists = [
    ...listsAsked(where).map((list) => ({ list, none: false, of: ofElement(where, list) })),
    ...where.filter(({ none }) => none).map((condition) => ({ list: condition.array!, none: true, of: [condition] })),
  ].map((asked) => elementWords(event, asked, words));
  const zh = [...own, ...lists].map((part) => part.zh).join("、");
  const whose = own.length > 0 ? ` whose ${own.map((part) => part.en).join(" and ")}` : "";
  return { zh: `${zh}的`, en: `${whose}${lists.map((part) => ` ${part.en}`).join(" and")}` };
}

/**
 * A condition that some element of a list must meet, or none may meet. The text says which: without that, people would read it as "each".
 */
function elementWords(
  event: string,
  { list, none, of }: { readonly list: string; readonly none: boolean; readonly of: readonly Condition[] },
  words: Words,
): Text {
  const thing = LISTS.get(list) ?? {
    one: { zh: `某项「${list}」`, en: `an element of ${list}` },
    no: { zh: `没有一项「${list}」`, en: `any element of ${list}` },
  };
  const parts = of.map((condition) => conditionWords(condition, memberName(nameOf(event, condition, words)), words));
  const tests = { zh: parts.map((part) => part.zh).join("且"), en: parts.map((part) => part.en).join(" and ") };
  return none
    ? { zh: `${thing.no.zh}的${tests.zh}`, en: `without ${thing.no.en} whose ${tests.en}` }
    : { zh: `${thing.one.zh}的${tests.zh}`, en: `with ${thing.one.en} whose ${tests.en}` };
}

const LISTS: ReadonlyMap<string, { readonly one: Text; readonly no: Text }> = new Map([
  ["products", { one: { zh: "某件商品", en: "a product" }, no: { zh: "没有一件商品", en: "any product" } }],
]);

function nameOf(event: string, { property }: Condition, words: Words): Text {
  return propertyName(event, property, words);
}

/** 商品·品类 and Products: category without the list, which the text has named before. */
function memberName({ zh, en }: Text): Text {
  return { zh: zh.replace(/^[^·]+·/u, "").replace(/^[^[]+\[\]\./, ""), en: en.replace(/^[^:]+: /, "").replace(/^[^[]+\[\]\./, "") };
}

function conditionWords({ type, tests }: Condition, name: Text, words: Words): Text {
  const said = tests.map((test) => testWords(test, type, words.timezone));
  const zh = said.map((word) => word.zh).join("且");
  return { zh: `${name.zh}${/^[=≠<>≤≥]/.test(zh) ? " " : ""}${zh}`, en: `${name.en} ${said.map((word) => word.en).join(" and ")}` };
}
