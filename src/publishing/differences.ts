import type { Text } from "../kernel/index.ts";
import { DECIDING_KEYS } from "../rules/index.ts";
import { canonical } from "../tags/index.ts";

type Document = Readonly<Record<string, unknown>>;

/**
 * What differs between two definitions as documents write them, key by key; where the deciding part differs, as sentences.
 * @param from, to the sentences of the two rules; null where one cannot be said
 */
export function differences(before: Document, after: Document, from: Text | null, to: Text | null): Text[] {
  const worded = from !== null && to !== null && from.zh !== to.zh;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const short = (value: unknown) => (value === undefined ? "—" : canonical(value).slice(0, 200));
  const differing = [...keys].filter(
    (key) => !(worded && DECIDING_KEYS.includes(key)) && canonical(before[key] ?? null) !== canonical(after[key] ?? null),
  );
  return [
    ...(worded ? [{ zh: `规则：${from.zh} → ${to.zh}`, en: `rule: ${from.en} → ${to.en}` }] : []),
    ...differing.map((key) => ({
      zh: `${key}：${short(before[key])} → ${short(after[key])}`,
      en: `${key}: ${short(before[key])} → ${short(after[key])}`,
    })),
  ];
}
