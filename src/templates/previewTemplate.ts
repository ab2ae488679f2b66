import { readCatalogue } from "../catalogue/index.ts";
import type { TemplatePreview } from "../contract/index.ts";
import { readCatalogueUse } from "../customers/index.ts";
import type { Verb } from "../engine/index.ts";
import { foldText, nearest, problem, requirePermission } from "../kernel/index.ts";
import { previewRule } from "../publishing/index.ts";
import { countedOf, definitionOf } from "./definitionOf.ts";
import { fieldsOf, knownOf } from "./fieldsOf.ts";
import { TEMPLATES } from "./library/index.ts";
import { shownTemplate } from "./shownTemplate.ts";
import type { TagTemplate } from "./template.ts";
import { valuesOf, type GivenValue } from "./valuesOf.ts";

interface Input {
  /** Code or name. */
  readonly template: string;
  readonly values: Readonly<Record<string, GivenValue>>;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * The tag that a template becomes, and how many customers would have it. Nothing is stored: createTag takes the definition.
 * @throws TAG_TEMPLATE_NOT_FOUND, TAG_TEMPLATE_VALUE, TAG_TEMPLATE_FIELD
 */
export async function previewTemplate({ ctx, input }: Verb<Input>): Promise<TemplatePreview> {
  requirePermission(ctx, "tag.edit");
  const template = templateCalled(input.template);
  const values = valuesOf(template, input.values);
  const fields = fieldsOf(template, knownOf(await readCatalogue({ ctx }), await readCatalogueUse({ ctx })), input.fields);
  const definition = definitionOf(template, fields, values, ctx.lang);
  const shown = { template: shownTemplate(template, fields, values), definition };
  // A rule cannot name what the catalogue does not have, nor compare a text with a number.
  if (fields.some(({ state }) => state === "missing" || state === "mistyped")) return { ...shown, preview: null };
  const counted = countedOf(template, fields, values);
  const { asOf, customers, count, values: tiers, sentence } = await previewRule({ ctx, input: { definition: counted ?? definition } });
  return { ...shown, preview: { asOf, customers, count, values: tiers, sentence } };
}

function templateCalled(called: string): TagTemplate {
  const fold = foldText(called);
  const found = TEMPLATES.find(({ code, name }) => code === called || foldText(name.zh) === fold || foldText(name.en) === fold);
  if (found) return found;
  const names = TEMPLATES.flatMap(({ code, name }) => [code, name.zh, name.en]);
  throw problem("TAG_TEMPLATE_NOT_FOUND", { template: called.slice(0, 100), suggestion: nearest(called, names) });
}
