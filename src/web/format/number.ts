import type { Lang } from "../../kernel/index.ts";

/** BCP 47 name of a language of the interface. */
export const LOCALES: Readonly<Record<Lang, string>> = { zh: "zh-CN", en: "en-US" };

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(lang: Lang, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = lang + JSON.stringify(options);
  let made = formatters.get(key);
  if (!made) formatters.set(key, (made = new Intl.NumberFormat(LOCALES[lang], options)));
  return made;
}

/** Intl formats decimal text exactly, but its TypeScript signature does not accept plain strings. */
function write(made: Intl.NumberFormat, value: number | string): string {
  return made.format(value as number);
}

/** All digits: `52,317`, `12.5`. Decimal text stays exact. */
export function exactNumber(lang: Lang, value: number | string): string {
  return write(formatter(lang, { maximumFractionDigits: 6 }), value);
}

/** From 10,000 on in 万 and 亿, or K and M, with three digits: `5.23万`, `52.3K`. Below that all digits. */
export function shortNumber(lang: Lang, value: number | string): string {
  const size = Math.abs(Number(value));
  if (size < 10_000) return write(formatter(lang, { maximumFractionDigits: 2 }), value);
  const digits = size >= 1e7 && size < 1e8 && lang === "zh" ? 4 : 3;
  return write(formatter(lang, { notation: "compact", maximumSignificantDigits: digits }), value);
}

/** A share with one decimal: `12.3%`. A share above 0 that rounds to 0 is `<0.1%`. */
export function percent(lang: Lang, share: number): string {
  if (share > 0 && share < 0.0005) return "<0.1%";
  if (share < 1 && share > 0.9995) return ">99.9%";
  return write(formatter(lang, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }), share);
}

/** An ISO 4217 code, as a tag's unit may be. */
export function isCurrency(unit: string | null): unit is string {
  return unit !== null && /^[A-Z]{3}$/.test(unit);
}

/** `¥12,800.00`, with the currency's own digits and its narrow sign. */
export function money(lang: Lang, value: number | string, currency: string): string {
  return write(formatter(lang, { style: "currency", currency, currencyDisplay: "narrowSymbol" }), value);
}

/** A number with its unit: money when the unit is a currency, `12.5 天` otherwise. */
export function measure(lang: Lang, value: number | string, unit: string | null): string {
  if (isCurrency(unit)) return money(lang, value, unit);
  const text = exactNumber(lang, typeof value === "number" ? value : shortened(value));
  return unit === null ? text : `${text} ${unit}`;
}

/** An amount of money in an unknown currency: two decimal places. */
export function amount(lang: Lang, value: number | string): string {
  return write(formatter(lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 }), value);
}

/** Decimal text with at most two decimal places, for a table cell. The exact value is shown on hover. */
function shortened(value: string): string {
  const [whole = "0", fraction = ""] = value.split(".");
  return fraction.length > 2 ? `${whole}.${fraction.slice(0, 2)}` : value;
}

export function bytes(lang: Lang, size: number): string {
  const units = ["B", "KB", "MB", "GB"];
  const step = size === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(size) / 10));
  return `${write(formatter(lang, { maximumFractionDigits: 1 }), size / 1024 ** step)} ${units[step]}`;
}

/** How long something took: `860 ms`, `2.4 s`, `3.1 min`. */
const HOUR_MILLISECONDS = 3_600_000;

export function elapsed(lang: Lang, milliseconds: number): string {
  const one = formatter(lang, { maximumFractionDigits: 1 });
  const [value, unit] =
    milliseconds < 1_000
      ? [Math.round(milliseconds), { zh: "毫秒", en: "ms" }]
      : milliseconds < 60_000
        ? [milliseconds / 1_000, { zh: "秒", en: "s" }]
        : milliseconds < 2 * HOUR_MILLISECONDS
          ? [milliseconds / 60_000, { zh: "分钟", en: "min" }]
          : milliseconds < 48 * HOUR_MILLISECONDS
            ? [milliseconds / HOUR_MILLISECONDS, { zh: "小时", en: "h" }]
            : [milliseconds / (24 * HOUR_MILLISECONDS), { zh: "天", en: "days" }];
  return `${write(one, value)} ${unit[lang]}`;
}
