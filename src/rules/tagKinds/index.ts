import { TAG_KIND_NAMES, type TagKindName } from "../../kernel/index.ts";
import type { TagRule } from "./tagRule.ts";
import { metricTag } from "./metric.ts";
import { ruleTag } from "./rule.ts";
import { staticTag } from "./static.ts";
import type { TagKindLanguage } from "./tagKind.ts";
import { tieredTag } from "./tiered.ts";

const LANGUAGES: { readonly [K in TagKindName]: TagKindLanguage<Extract<TagRule, { kind: K }>> } = {
  rule: ruleTag,
  tiered: tieredTag,
  metric: metricTag,
  static: staticTag,
};

/** The language of a kind, for a tag of that kind. */
export function languageOfTag(kind: TagKindName): TagKindLanguage {
  return LANGUAGES[kind] as unknown as TagKindLanguage;
}

/** The kind that a definition is of; undefined for a name that is no kind. Without a name its keys show the kind. */
export function kindOfTag(raw: Readonly<Record<string, unknown>>): TagKindName | undefined {
  const named = raw["kind"];
  if (named !== undefined && named !== null) return TAG_KIND_NAMES.find((kind) => kind === named);
  const names = Object.keys(LANGUAGES) as TagKindName[];
  return names.find((kind) => LANGUAGES[kind].keys.slice(0, 1).some((key) => raw[key] !== undefined)) ?? "static";
}

/** The keys of a definition that decide a tag, over all kinds. */
export const DECIDING_KEYS: readonly string[] = ["kind", ...new Set(Object.values(LANGUAGES).flatMap(({ keys }) => keys))];
