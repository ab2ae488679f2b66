import type { z } from "zod";
import type { CatalogueShape } from "../contract/index.ts";
import { type Ctx } from "../engine/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { readCatalogue } from "./read.ts";

/** The catalogue in the form of the API. */
export async function describeCatalogue({ ctx }: { ctx: Ctx }): Promise<z.output<typeof CatalogueShape>> {
  requirePermission(ctx, "tag.read");
  const catalogue = await readCatalogue({ ctx });
  return {
    attributes: [...catalogue.attributes.values()],
    events: [...catalogue.events.values()].map(({ code, name, labelled, properties }) => ({
      code,
      name,
      labelled,
      properties: [...properties.values()].map((property) => ({
        code: property.code,
        name: property.name,
        type: property.type,
        sensitivity: property.sensitivity,
      })),
    })),
  };
}
