import { hash } from "node:crypto";
import { readSetting, writeSetting, type Ctx } from "../engine/index.ts";
import { BUILT_IN_ATTRIBUTES } from "./builtin/attributes.ts";
import { BUILT_IN_EVENTS } from "./builtin/events.ts";
import { BUILT_IN_PROPERTIES, propertyLabel } from "./builtin/properties.ts";
import { register } from "./register.ts";
import { likelyPropertySensitivity } from "./sensitivity.ts";

/** The setting that holds which list was added last. */
const SEEDED = "catalogue.builtIn";

/**
 * Adds the built-in attributes and events to the catalogue; existing ones stay unchanged. Called at every start; does nothing while the
 * list is the one that was added last.
 */
export async function seedCatalogue({ ctx }: { ctx: Pick<Ctx, "records" | "facts" | "caches"> }): Promise<void> {
  const wanted = builtIn();
  const list = hash("sha256", JSON.stringify(wanted), "hex");
  if ((await readSetting(ctx.records, SEEDED))?.["list"] === list) return;
  await register(ctx, wanted);
  await writeSetting(ctx.records, SEEDED, { list }, new Date());
}

function builtIn(): Parameters<typeof register>[1] {
  return {
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
  };
}
