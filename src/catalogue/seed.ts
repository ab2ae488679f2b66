import type { Ctx } from "../engine/index.ts";
import { BUILT_IN_ATTRIBUTES } from "./builtin/attributes.ts";
import { BUILT_IN_EVENTS } from "./builtin/events.ts";
import { BUILT_IN_PROPERTIES, propertyLabel } from "./builtin/properties.ts";
import { register } from "./register.ts";
import { likelyPropertySensitivity } from "./sensitivity.ts";

/** Adds the built-in attributes and events to the catalogue; existing ones stay unchanged. Called at every start. */
export async function seedCatalogue({ ctx }: { ctx: Pick<Ctx, "records" | "facts" | "caches"> }): Promise<void> {
  await register(ctx, {
    attributes: BUILT_IN_ATTRIBUTES,
    events: [...BUILT_IN_EVENTS.values()].map(({ code, name, properties }) => ({
      code,
      name,
      labelled: true,
      properties: properties.map((property) => ({
        ...BUILT_IN_PROPERTIES.get(property)!,
        name: propertyLabel(code, property)!,
        sensitivity: likelyPropertySensitivity(property),
      })),
    })),
  });
}
