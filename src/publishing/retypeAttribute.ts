import type { FieldType } from "../catalogue/index.ts";
import { changeAttributeType } from "../customers/index.ts";
import type { Ctx, Progress } from "../engine/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { exclusively } from "../membership/index.ts";
import { tagsNamingAttribute } from "../tags/index.ts";
import { evaluateTagsNow } from "../updates/index.ts";

/**
 * Changes the type of an attribute, if every rule that names it stays valid, and evaluates the tags concerned. `signal` stops it before the
 * type has changed; after that, it goes on to its end.
 * @throws NOT_FOUND, ATTRIBUTE_TYPE_FIXED, ATTRIBUTE_TYPE_BREAKS
 */
export async function retypeAttribute({
  ctx,
  input: { attribute, type },
  progress,
  signal,
}: {
  ctx: Ctx;
  input: { readonly attribute: string; readonly type: FieldType };
  progress?: Progress;
  signal?: AbortSignal;
}): Promise<void> {
  requirePermission(ctx, "catalogue.edit");
  const named = await tagsNamingAttribute(ctx, attribute, type);
  const breaks = named.filter(({ issues, wrong }) => issues.length > 0 && !wrong).map(({ code }) => code);
  await changeAttributeType({ ctx, input: { attribute, type, breaks }, progress, signal });
  if (named.length === 0) return;
  progress?.({ zh: "更新用到它的标签", en: "Evaluating the tags that name it" }, 0.8);
  // A running evaluation may have read the old type, so this waits for it.
  await exclusively(ctx, () => evaluateTagsNow(ctx, {}));
}
