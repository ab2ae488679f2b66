import type { FieldType } from "../catalogue/index.ts";
import { changeAttributeType } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import { Problem, requirePermission } from "../kernel/index.ts";
import { tagsNamingAttribute } from "../tags/index.ts";
import { evaluateTags } from "../updates/index.ts";

/**
 * Changes the type of an attribute, if every rule that names it stays valid, and evaluates the tags concerned.
 * @throws NOT_FOUND, ATTRIBUTE_TYPE_FIXED, ATTRIBUTE_TYPE_BREAKS
 */
export async function retypeAttribute({
  ctx,
  input: { attribute, type },
}: {
  ctx: Ctx;
  input: { readonly attribute: string; readonly type: FieldType };
}): Promise<void> {
  requirePermission(ctx, "tag.edit");
  const named = await tagsNamingAttribute(ctx, attribute, type);
  const breaks = named.filter(({ issues, wrong }) => issues.length > 0 && !wrong).map(({ code }) => code);
  await changeAttributeType({ ctx, input: { attribute, type, breaks } });
  if (named.length === 0) return;
  try {
    await evaluateTags({ ctx, input: {} });
  } catch (error) {
    // A running evaluation may have read the old type. The next update by the clock finds that the definitions changed.
    if (!(error instanceof Problem && error.code === "EVALUATION_BUSY")) throw error;
  }
}
