import { readCatalogue } from "../catalogue/index.ts";
import type { Template } from "../contract/index.ts";
import { readCatalogueUse } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { fieldsOf, knownOf } from "./fieldsOf.ts";
import { TEMPLATES } from "./library/index.ts";
import { shownTemplate } from "./shownTemplate.ts";
import { valuesOf } from "./valuesOf.ts";

/** All templates with their defaults, each with what one's own catalogue lacks for it. */
export async function listTemplates({ ctx }: { ctx: Ctx }): Promise<{ items: Template[] }> {
  requirePermission(ctx, "tag.read");
  const known = knownOf(await readCatalogue({ ctx }), await readCatalogueUse({ ctx }));
  return { items: TEMPLATES.map((template) => shownTemplate(template, fieldsOf(template, known), valuesOf(template, {}))) };
}
