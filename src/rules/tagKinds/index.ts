import { TAG_KIND_NAMES, type TagKindName } from "../../kernel/index.ts";
import { oneOfTexts, type Keys, type Schema } from "../language/schema.ts";
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
  return (
    names.find((kind) =>
      Object.keys(LANGUAGES[kind].keys)
        .slice(0, 1)
        .some((key) => raw[key] !== undefined),
    ) ?? "static"
  );
}

/** The keys of a definition that decide a tag, over all kinds. */
export const DECIDING: Keys = {
  kind: oneOfTexts(TAG_KIND_NAMES, "种类；不写则由 rule、values、value 得出", "its kind; without: by rule, values or value"),
  ...Object.assign({}, ...Object.values(LANGUAGES).map(({ keys }) => keys)),
};

export const DECIDING_KEYS: readonly string[] = Object.keys(DECIDING);

/** A definition that names its kind has the first key of that kind. */
export const KIND_NEEDS: readonly Schema[] = (Object.keys(LANGUAGES) as TagKindName[]).flatMap((kind) => {
  const [first] = Object.keys(LANGUAGES[kind].keys);
  return first === undefined ? [] : [{ if: { properties: { kind: { const: kind } }, required: ["kind"] }, then: { required: [first] } }];
});
