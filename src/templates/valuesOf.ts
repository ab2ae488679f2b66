import { formatDecimal, parseDecimal, problem, type Text } from "../kernel/index.ts";
import type { Parameter, TagTemplate } from "./template.ts";

export type GivenValue = string | number | readonly string[];

/** A parameter's value, as people read it and as rules write it. */
export interface FilledValue {
  readonly shown: string;
  readonly written: string | readonly string[];
}

const MAX_TEXT_CHARACTERS = 200;
const MAX_WORDS = 100;

/**
 * The values of all parameters: what is given, else the default.
 * @throws TAG_TEMPLATE_VALUE for what has another type or is out of bounds, and for a key that the template does not have
 */
export function valuesOf(template: TagTemplate, given: Readonly<Record<string, GivenValue>>): Record<string, FilledValue> {
  const keys = Object.keys(template.parameters);
  const unknown = Object.keys(given).find((key) => !keys.includes(key));
  const refuse = (parameter: string, wanted: Text) => problem("TAG_TEMPLATE_VALUE", { template: template.code, parameter, wanted });
  if (unknown !== undefined)
    throw refuse(unknown.slice(0, 100), {
      zh: `参数：${keys.join("、") || "没有"}`,
      en: `one of its parameters: ${keys.join(", ") || "none"}`,
    });
  return Object.fromEntries(
    Object.entries(template.parameters).map(([key, parameter]) => {
      const value = given[key] ?? parameter.value;
      const filled = isNumeric(parameter) ? numberOf(parameter, value) : wordsOf(parameter, value);
      if (!filled) throw refuse(key, wantedOf(parameter));
      return [key, filled];
    }),
  );
}

type Numeric = Extract<Parameter, { minimum: number }>;

function isNumeric(parameter: Parameter): parameter is Numeric {
  return parameter.kind === "number" || parameter.kind === "days" || parameter.kind === "percent";
}

function numberOf({ kind, minimum, maximum }: Numeric, value: GivenValue): FilledValue | null {
  const decimal = typeof value === "object" ? undefined : parseDecimal(String(value).trim());
  if (decimal === undefined) return null;
  const text = formatDecimal(decimal);
  const number = Number(text);
  if (number < minimum || number > maximum || (kind === "days" && !Number.isInteger(number))) return null;
  return { shown: text, written: kind === "days" ? `${text}d` : kind === "percent" ? `${text}%` : text };
}

function wordsOf({ kind }: Parameter, value: GivenValue): FilledValue | null {
  const list = (typeof value === "object" ? value : kind === "words" ? String(value).split(/[,，、;；\n]/u) : [String(value)])
    .map((word) => word.trim())
    .filter((word) => word !== "");
  const most = kind === "words" ? MAX_WORDS : 1;
  if (list.length === 0 || list.length > most || list.some((word) => word.length > MAX_TEXT_CHARACTERS)) return null;
  return { shown: list.join("、"), written: kind === "words" ? list : list[0]! };
}

function wantedOf(parameter: Parameter): Text {
  if (!isNumeric(parameter))
    return parameter.kind === "text"
      ? { zh: `1 到 ${MAX_TEXT_CHARACTERS} 字的文字`, en: `a text of 1 to ${MAX_TEXT_CHARACTERS} characters` }
      : { zh: `1 到 ${MAX_WORDS} 个词`, en: `1 to ${MAX_WORDS} words` };
  const { kind, minimum, maximum } = parameter;
  return kind === "days"
    ? { zh: `${minimum} 到 ${maximum} 之间的整数（天）`, en: `a whole number of days from ${minimum} to ${maximum}` }
    : { zh: `${minimum} 到 ${maximum} 之间的数`, en: `a number from ${minimum} to ${maximum}` };
}
