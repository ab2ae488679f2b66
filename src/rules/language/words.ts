import { formatDuration, type Duration, type Text } from "../../kernel/index.ts";
import type { Comparison, Operator } from "./ast.ts";

export const SIGN: Readonly<Record<Operator, string>> = { eq: "=", neq: "≠", gt: ">", gte: "≥", lt: "<", lte: "≤" };
const UNITS: Readonly<Record<Duration["unit"], { zh: string; en: string }>> = {
  h: { zh: "小时", en: "hour" },
  d: { zh: "天", en: "day" },
  w: { zh: "周", en: "week" },
  m: { zh: "个月", en: "month" },
  y: { zh: "年", en: "year" },
};

export function both(zh: string, en: string = zh): Text {
  return { zh, en };
}

/** An English sentence begins with a capital letter, also when a name comes first. */
export function capitalised({ zh, en }: Text): Text {
  return { zh, en: en.replace(/^\p{Ll}/u, (first) => first.toUpperCase()) };
}

/** `12800.5` → `12,800.5`. */
export function numberWords(decimal: string): string {
  const [whole = "", fraction] = decimal.split(".");
  return whole.replaceAll(/\B(?=(\d{3})+$)/g, ",") + (fraction ? `.${fraction}` : "");
}

export function durationWords(duration: Duration): Text {
  const unit = UNITS[duration.unit];
  if (!unit) return both(formatDuration(duration));
  return { zh: `${duration.count}${unit.zh}`, en: `${duration.count} ${unit.en}${duration.count === 1 ? "" : "s"}` };
}

export function comparisonWords<T>(is: Comparison<T>, word: (value: T) => Text): Text {
  switch (is.op) {
    case "all":
      return joinedWords(is.of.map((part) => comparisonWords(part, word)));
    case "between":
    case "notBetween": {
      const low = word(is.low);
      const high = word(is.high);
      const [not, outside] = is.op === "between" ? ["", ""] : ["不", "not "];
      return { zh: `${not}在 ${low.zh} 到 ${high.zh} 之间`, en: `${outside}from ${low.en} to ${high.en}` };
    }
    default: {
      const value = word(is.value);
      return { zh: `${SIGN[is.op]} ${value.zh}`, en: `${SIGN[is.op]} ${value.en}` };
    }
  }
}

export function joinedWords(parts: readonly Text[]): Text {
  return { zh: parts.map(({ zh }) => zh).join(" 且 "), en: parts.map(({ en }) => en).join(" and ") };
}
