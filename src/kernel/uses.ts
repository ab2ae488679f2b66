import type { Text } from "./lang.ts";

export const USE_KINDS = ["tag", "segment", "webhook", "source", "key"] as const;
export type UseKind = (typeof USE_KINDS)[number];

/**
 * Something that refers to another thing and would lose it: a tag in its rule, a segment in its combination, a webhook in what it watches.
 */
export interface Use {
  readonly kind: UseKind;
  /** The code of a tag; the id of anything else. */
  readonly id: string;
  readonly name: Text;
}

const KIND: Record<UseKind, Text> = {
  tag: { zh: "标签", en: "tag" },
  segment: { zh: "人群", en: "segment" },
  webhook: { zh: "Webhook", en: "webhook" },
  source: { zh: "数据源", en: "data source" },
  key: { zh: "API 密钥", en: "API key" },
};
/** A longer list would hide the part of the message that says what to do. */
const SHOWN_USES = 5;

/** `标签「高价值客户」、Webhook「CRM」`: the first five, and how many more there are. */
export function usesText(uses: readonly Use[]): Text {
  const shown = uses.slice(0, SHOWN_USES);
  const more = uses.length - shown.length;
  const word = (kind: UseKind): Text => KIND[kind] ?? { zh: String(kind), en: String(kind) };
  return {
    zh: `${shown.map(({ kind, name }) => `${word(kind).zh}「${name.zh}」`).join("、")}${more > 0 ? ` 等 ${uses.length} 处` : ""}`,
    en: `${shown.map(({ kind, name }) => `${word(kind).en} ${name.en}`).join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
  };
}
