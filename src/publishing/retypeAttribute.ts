import type { FieldType } from "../catalogue/index.ts";
import { changeAttributeType } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import { Problem, requirePermission } from "../kernel/index.ts";
import { tagsNamingAttribute } from "../tags/index.ts";
import { evaluateTags } from "../updates/index.ts";

/**
 * Gives an attribute another type where every rule that names it stays sound, and brings members to what the rules then say.
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
    // Whoever is evaluating now may have read the old type: the clock's next turn finds the definitions changed.
    if (!(error instanceof Problem && error.code === "EVALUATION_BUSY")) throw error;
  }
}
