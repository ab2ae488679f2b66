import type { Catalogue, PropertyDef } from "../../../catalogue/index.ts";
import type { EventMeasure } from "../../language/ast.ts";
import { isCount } from "../../measures/measureLanguage.ts";
import { valueOfMeasure } from "../../measures/languages.ts";

/** The property that a measure reads; none for counts. */
export function measuredFields({ event, measure }: Pick<EventMeasure, "event" | "measure">, catalogue: Catalogue): readonly PropertyDef[] {
  const field = "property" in measure && !isCount(valueOfMeasure(measure)) && catalogue.events.get(event)?.properties.get(measure.property);
  return field ? [field] : [];
}
