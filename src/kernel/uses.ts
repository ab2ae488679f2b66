import type { Text } from "./lang.ts";

export const USE_KINDS = ["tag", "segment", "webhook"] as const;
export type UseKind = (typeof USE_KINDS)[number];

/** Something that names another thing and would lose it: a tag by its rule, a segment by its combination, a webhook by what it watches. */
export interface Use {
  readonly kind: UseKind;
  /** Of a tag its code; else the id. */
  readonly id: string;
  readonly name: Text;
}

const KIND: Record<UseKind, Text> = {
  tag: { zh: "标签", en: "tag" },
  segment: { zh: "人群", en: "segment" },
  webhook: { zh: "Webhook", en: "webhook" },
};
/** More would hide what to do behind a list. */
const SAID = 5;

/** `标签「高价值客户」、Webhook「CRM」`: the first five, and how many more there are. */
export function usesText(uses: readonly Use[]): Text {
  const said = uses.slice(0, SAID);
  const more = uses.length - said.length;
  const word = (kind: UseKind): Text => KIND[kind] ?? { zh: String(kind), en: String(kind) };
  return {
    zh: `${said.map(({ kind, name }) => `${word(kind).zh}「${name.zh}」`).join("、")}${more > 0 ? ` 等 ${uses.length} 处` : ""}`,
    en: `${said.map(({ kind, name }) => `${word(kind).en} ${name.en}`).join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
  };
}
