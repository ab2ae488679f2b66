import { NEITHER, type TagKindLanguage } from "./tagKind.ts";

/** Decided by people, programs and imports. */
export interface StaticTag {
  readonly kind: "static";
}

export const staticTag: TagKindLanguage<StaticTag> = {
  keys: {},
  read: () => ({ kind: "static" }),
  words: () => null,
  conditions: () => [],
  ...NEITHER,
};
