import type { z } from "zod";
import type { Catalogue, PropertyDef } from "../../catalogue/index.ts";
import type { CatalogueShape } from "../../contract/index.ts";

type Described = z.output<typeof CatalogueShape>;

/** The catalogue that rules are read against, from its description by the API. It has no columns, so it is for reading only. */
export function catalogueOf({ attributes, events }: Described): Catalogue {
  const sensitivityOf = (written: string) => written as PropertyDef["sensitivity"];
  return {
    attributes: new Map(attributes.map((one) => [one.code, { ...one, sensitivity: sensitivityOf(one.sensitivity) }])),
    events: new Map(
      events.map(({ properties, ...event }) => [
        event.code,
        {
          ...event,
          properties: new Map(
            properties.map((one) => [
              one.code,
              { ...one, sensitivity: sensitivityOf(one.sensitivity), field: one.code, array: one.code.includes("[].") },
            ]),
          ),
        },
      ]),
    ),
  };
}
