import { readCatalogue, type Catalogue } from "../catalogue/index.ts";
import type { Ctx } from "../engine/index.ts";
import { evaluationOrder } from "../rules/index.ts";
import { prunedTags, readDocument, withoutHiddenNames, type ReadDocument, type VisibleTags } from "../tags/index.ts";

/**
 * Reads a document that is to be published, against the tags that its reader may see, and the codes of the tags that it would retire.
 * @throws INPUT_INVALID with everything wrong, TAG_CYCLE
 */
export async function readPublication(
  ctx: Ctx,
  visible: VisibleTags,
  input: { readonly document: unknown; readonly prune: boolean },
): Promise<ReadDocument & { readonly catalogue: Catalogue; readonly retired: readonly string[] }> {
  const existing = visible.all;
  const catalogue = await readCatalogue({ ctx });
  const { definitions, refs } = readDocument(input.document, visible, catalogue, ctx.workspace.timezone, input.prune);
  const retired = input.prune ? await prunedTags(ctx, existing, definitions, visible.hidden) : [];
  const pruned = new Set(retired);
  const staying = [...existing.tags.values()].filter(({ code }) => !pruned.has(code));
  const rules = new Map(staying.flatMap((tag) => (tag.rule ? [[tag.code, tag.rule] as const] : [])));
  for (const definition of definitions) rules.set(definition.code, definition.rule);
  withoutHiddenNames(visible, () => evaluationOrder(rules));
  return { definitions, refs, catalogue, retired };
}
