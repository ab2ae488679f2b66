import { readCatalogue, type Catalogue, type FieldType } from "../catalogue/index.ts";
import type { Ctx } from "../engine/index.ts";
import type { Issue, Text } from "../kernel/index.ts";
import { dependenciesOf, HIDDEN_CONDITION } from "../rules/index.ts";
import type { TagRecord } from "./definition.ts";
import { loadTags } from "./load.ts";
import { HIDDEN_CODE } from "./visible/hiddenNames.ts";
import { visibleOf } from "./visible/visibleTags.ts";
import { textsUnder } from "./uses.ts";

/** A tag whose rule names an attribute, and the faults of the rule with another type. */
export interface TypedUse {
  readonly code: string;
  readonly name: Text;
  /** Empty if the rule would be valid. */
  readonly issues: readonly Issue[];
  /** True if the rule is already invalid now. */
  readonly wrong: boolean;
}

/** All tags whose rules name an attribute, those that the actor may not see without name, validated as if it had the type. Saved segments name only tags, so they are not affected. */
export async function tagsNamingAttribute(ctx: Ctx, attribute: string, type: FieldType): Promise<TypedUse[]> {
  const catalogue = await readCatalogue({ ctx });
  const definition = catalogue.attributes.get(attribute);
  if (!definition) return [];
  const retyped: Catalogue = { ...catalogue, attributes: new Map(catalogue.attributes).set(attribute, { ...definition, type }) };
  const names = new Set([attribute, definition.name.zh, definition.name.en]);
  const { all, hidden } = await visibleOf(ctx, await loadTags({ ctx, catalogue }));
  const before = all.tags;
  const after = (await loadTags({ ctx, catalogue: retyped })).tags;
  return [...after.values()]
    .filter(
      ({ code, source }) => readsAttribute(before.get(code), attribute) || textsUnder(source, "attribute").some((name) => names.has(name)),
    )
    .map(({ code, name, issues }) => {
      const wrong = (before.get(code)?.issues.length ?? 0) > 0;
      if (!hidden.has(code)) return { code, name, issues, wrong };
      return {
        code: HIDDEN_CODE,
        name: HIDDEN_CONDITION,
        issues: issues.map((issue) => ({ code: issue.code, path: issue.path, ...HIDDEN_CONDITION })),
        wrong,
      };
    });
}

function readsAttribute(tag: TagRecord | undefined, attribute: string): boolean {
  return (
    tag?.rule != null &&
    dependenciesOf(tag.rule).some((dependency) => dependency.kind === "attribute" && dependency.attribute === attribute)
  );
}
