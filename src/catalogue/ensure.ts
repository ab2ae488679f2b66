import type { Ctx } from "../engine/index.ts";
import { problem, type Issue } from "../kernel/index.ts";
import { propertyLabel } from "./builtin/properties.ts";
import { codeFault } from "./codes.ts";
import { readCatalogue } from "./read.ts";
import { register, type NewAttribute, type NewEvent } from "./register.ts";
import { likelySensitivity } from "./sensitivity.ts";
import type { Catalogue, FieldType } from "./types.ts";

/** What data is about to name. Maps are plain objects by code. */
export interface FieldsInput {
  readonly events?: Readonly<Record<string, Readonly<Record<string, FieldType>>>>;
  readonly attributes?: Readonly<Record<string, FieldType>>;
}

/**
 * Registers, without a label, every event, property and attribute that the catalogue does not know, and gives each property
 * its column. What is known keeps its type: values that do not fit it are the writer's to keep aside. Any number of callers
 * may ask at once. Answers the catalogue that holds all of them.
 * @throws INPUT_INVALID for codes that cannot be names; CATALOGUE_FULL
 */
export async function ensureFields({ ctx, input }: { ctx: Pick<Ctx, "records" | "facts">; input: FieldsInput }): Promise<Catalogue> {
  const catalogue = await readCatalogue({ ctx });
  const attributes = newAttributes(catalogue, input);
  const events = newEvents(catalogue, input);
  if (attributes.length === 0 && events.length === 0) return catalogue;
  const issues = faults(attributes, events);
  if (issues.length > 0) throw problem("INPUT_INVALID", { issues });
  await register(ctx, { attributes, events });
  return readCatalogue({ ctx });
}

function newAttributes(catalogue: Catalogue, { attributes = {} }: FieldsInput): NewAttribute[] {
  return Object.entries(attributes)
    .filter(([code]) => !catalogue.attributes.has(code))
    .map(([code, type]) => ({ code, name: { zh: code, en: code }, type, sensitivity: likelySensitivity(code) }));
}

function newEvents(catalogue: Catalogue, { events = {} }: FieldsInput): NewEvent[] {
  return Object.entries(events)
    .map(([code, properties]) => {
      const known = catalogue.events.get(code);
      const fresh = Object.entries(properties).filter(([property]) => !known?.properties.has(property));
      return {
        code,
        name: known?.name ?? { zh: code, en: code },
        labelled: known?.labelled ?? false,
        properties: fresh.map(([property, type]) => ({
          code: property,
          name: propertyLabel(code, property) ?? { zh: property, en: property },
          type,
        })),
      };
    })
    .filter(({ code, properties }) => properties.length > 0 || !catalogue.events.has(code));
}

function faults(attributes: readonly NewAttribute[], events: readonly NewEvent[]): Issue[] {
  return [
    ...attributes.map(({ code }) => codeFault(code, `attributes.${code}`)),
    ...events.flatMap(({ code, properties }) => [
      codeFault(code, `events.${code}`),
      ...properties.map((property) => codeFault(property.code, `events.${code}.${property.code}`)),
    ]),
  ].filter((issue) => issue !== undefined);
}
