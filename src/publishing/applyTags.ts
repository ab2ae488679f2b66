import { readCatalogue } from "../catalogue/index.ts";
import type { Ctx, Progress } from "../engine/index.ts";
import { requirePermission, type Instant } from "../kernel/index.ts";
import { evaluationOrder, ruleWarnings, type RuleWarning } from "../rules/index.ts";
import { loadTags, publishTags, readDocument, type Published } from "../tags/index.ts";
import { evaluateTagsNow, type Evaluated } from "../updates/index.ts";
import type { PreviewInput } from "./previewTags.ts";
import { exclusively } from "../membership/index.ts";

export interface Applied extends Published {
  readonly warnings: readonly (Pick<RuleWarning, "path" | "zh" | "en"> & { readonly tag: string })[];
  readonly evaluation: Evaluated;
}

/** Publishes a document of tags and evaluates. @throws INPUT_INVALID, TAG_CYCLE, TAG_QUOTA; then nothing is published */
export async function applyTags({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PreviewInput & { progress?: Progress; signal?: AbortSignal; asOf?: Instant | undefined };
}): Promise<Applied> {
  requirePermission(ctx, "tag.edit");
  const existing = await loadTags({ ctx });
  const catalogue = await readCatalogue({ ctx });
  const { timezone } = ctx.workspace;
  const { definitions, refs } = readDocument(input.document, existing, catalogue, timezone, input.prune);
  const staying = input.prune ? [] : [...existing.tags.values()];
  const rules = new Map(staying.flatMap((tag) => (tag.rule ? [[tag.code, tag.rule] as const] : [])));
  for (const definition of definitions) rules.set(definition.code, definition.rule);
  evaluationOrder(rules);
  const published = await publishTags({ ctx, input: { definitions, prune: input.prune } });
  // Published tags must be evaluated, so this waits for the running evaluation instead of failing with EVALUATION_BUSY.
  const evaluation = await exclusively(ctx, () =>
    evaluateTagsNow(ctx, { asOf: input.asOf, progress: input.progress, signal: input.signal }),
  );
  const warnings = definitions.flatMap(({ code, rule }) =>
    ruleWarnings(rule, { catalogue, tags: refs, timezone }).map(({ path, zh, en }) => ({ tag: code, path, zh, en })),
  );
  return { ...published, warnings, evaluation };
}
