import { requireSomewhere } from "../access/index.ts";
import type { Ctx } from "../engine/index.ts";
import { tagKind } from "../kernel/index.ts";
import { publishTags, readNewTag } from "../tags/index.ts";
import type { ApplyInput } from "./applyTags.ts";

/**
 * Creates one tag. A static tag exists at once. Another tag is published and evaluated by the job that `start` stores.
 * @throws INPUT_INVALID with paths inside the definition, TAG_CODE_TAKEN, TAG_QUOTA, TAG_GROUP_QUOTA
 */
export async function createTag({
  ctx,
  input,
  start,
}: {
  ctx: Ctx;
  input: Record<string, unknown>;
  start: (input: ApplyInput) => Promise<string>;
}): Promise<{ tag: string; job: string | null }> {
  await requireSomewhere(ctx, "edit");
  const { definition, written } = await readNewTag(ctx, input);
  const tag = definition.code;
  if (!tagKind(definition.kind).isAssigned)
    return { tag, job: await start({ document: { tags: [written] }, prune: false, creates: true }) };
  await publishTags({ ctx, input: { definitions: [definition], prune: false, creates: true } });
  return { tag, job: null };
}
