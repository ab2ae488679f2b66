import type { ValueType } from "../../kernel/index.ts";
import { booleanLanguage } from "./boolean/language.ts";
import { dateLanguage } from "./date/language.ts";
import { durationLanguage } from "./duration/language.ts";
import type { ValueTypeLanguage } from "./language.ts";
import { listLanguage } from "./list/language.ts";
import { numberLanguage } from "./number/language.ts";
import { textLanguage } from "./text/language.ts";
import { timeLanguage } from "./time/language.ts";

const LANGUAGES: Readonly<Record<ValueType, ValueTypeLanguage>> = {
  text: textLanguage,
  number: numberLanguage,
  boolean: booleanLanguage,
  date: dateLanguage,
  time: timeLanguage,
  duration: durationLanguage,
  list: listLanguage,
};

export function languageOfType(type: ValueType): ValueTypeLanguage {
  return LANGUAGES[type];
}

/** The types whose values can be measured in one of these ways. */
export function typesMeasured(...ways: readonly ValueTypeLanguage["measured"][]): readonly ValueType[] {
  return (Object.keys(LANGUAGES) as ValueType[]).filter((type) => ways.includes(LANGUAGES[type].measured));
}

/** The types whose values have a smallest and a largest one, because they lie on a line. */
export function typesWithOrder(): readonly ValueType[] {
  return (Object.keys(LANGUAGES) as ValueType[]).filter((type) => LANGUAGES[type].domain.kind === "line");
}

/** The operators of all types, to tell a wrong type from an unknown operator. */
export function allTestKeys(): readonly string[] {
  return [...new Set(Object.values(LANGUAGES).flatMap(({ keys }) => keys))];
}
