import type { Lang } from "../../kernel/index.ts";
import { isObject, KIND_NEEDS, objectOf, schemaOfRules } from "../../rules/language/index.ts";
import { DEFINITION } from "./definitionKeys.ts";

/** The JSON Schema (draft 2020-12) of documents of tags, made from the keys that their reader accepts, with descriptions in one language. */
export function documentSchema(lang: Lang): Record<string, unknown> {
  const tags = {
    type: "array",
    items: { $ref: "#/$defs/tag" },
    description: { zh: "标签的列表", en: "the tags" },
  } as const;
  return inLanguage(lang, {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Tagwise",
    ...objectOf({ tags }, ["tags"]),
    $defs: { tag: objectOf(DEFINITION, ["code"], { allOf: KIND_NEEDS }), ...schemaOfRules() },
  }) as Record<string, unknown>;
}

/** Descriptions in both languages become descriptions in one. A property that is called `description` is an object without `zh`. */
function inLanguage(lang: Lang, schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((item) => inLanguage(lang, item));
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === "description" && isObject(value) && typeof value[lang] === "string" ? value[lang] : inLanguage(lang, value),
    ]),
  );
}
