import type { Catalogue, PropertyDef } from "../catalogue/index.ts";
import { shownProperty } from "../customers/index.ts";
import { measuredFields, measureOf, typeOfMetric, type TagRule } from "../rules/index.ts";

/** The fields that a metric tag's value comes from; none for other tags and for counts. */
export function measuredFieldsOf(rule: TagRule | null, catalogue: Catalogue): readonly PropertyDef[] {
  const measured = measureOf(rule);
  return measured ? measuredFields(measured, catalogue) : [];
}

/** A metric's value as the actor may see it: masked when it is a personal number. */
export function shownMetric(ctx: Parameters<typeof shownProperty>[0], rule: TagRule | null, catalogue: Catalogue, value: string): string {
  const [field] = measuredFieldsOf(rule, catalogue);
  return field ? String(shownProperty(ctx, { ...field, type: typeOfMetric(rule) ?? "number" }, value)) : value;
}
