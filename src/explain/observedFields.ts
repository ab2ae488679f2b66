import type { AttributeDef, Catalogue, PropertyDef } from "../catalogue/index.ts";
import { shownProperty } from "../customers/index.ts";
import { isCount, measureOf, typeOfMetric, valueOfMeasure, type EventMeasure, type Leaf, type TagRule } from "../rules/index.ts";

type Field = Pick<AttributeDef | PropertyDef, "code" | "sensitivity">;

/**
 * The fields whose values the observed text of a leaf shows. Fields that only select events are not among them: of these the text shows
 * numbers only.
 */
export function observedFields(leaf: Leaf, catalogue: Catalogue): Field[] {
  switch (leaf.kind) {
    case "attribute":
      return listOf(catalogue.attributes.get(leaf.attribute));
    case "event":
    case "trend":
      return measuredFields(leaf, catalogue);
    case "metric":
      return measuredFields(leaf.value, catalogue);
    case "rank":
      return measuredFields(leaf.of, catalogue);
    case "cycle":
      return listOf(catalogue.events.get(leaf.event)?.properties.get(leaf.by));
    case "sequence":
    case "tag":
    case "segment":
    case "consent":
      return [];
  }
}

/** The property that a measure reads; none for counts. */
function measuredFields({ event, measure }: Pick<EventMeasure, "event" | "measure">, catalogue: Catalogue): Field[] {
  return "property" in measure && !isCount(valueOfMeasure(measure))
    ? listOf(catalogue.events.get(event)?.properties.get(measure.property))
    : [];
}

function listOf(field: Field | undefined): Field[] {
  return field ? [field] : [];
}

/** The fields that a metric tag's value comes from; none for other tags and for counts. */
export function measuredFieldsOf(rule: TagRule | null, catalogue: Catalogue): Field[] {
  const measured = measureOf(rule);
  return measured ? measuredFields(measured, catalogue) : [];
}

/** A metric's value as the actor may see it: masked when it is a personal number. */
export function shownMetric(ctx: Parameters<typeof shownProperty>[0], rule: TagRule | null, catalogue: Catalogue, value: string): string {
  const [field] = measuredFieldsOf(rule, catalogue);
  return field ? String(shownProperty(ctx, { ...field, type: typeOfMetric(rule) ?? "number" }, value)) : value;
}
