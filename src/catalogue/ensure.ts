import type { Ctx } from "../engine/index.ts";
import { problem, type Issue } from "../kernel/index.ts";
import { propertyLabel } from "./builtin/properties.ts";
import { codeFault } from "./codes.ts";
import { readCatalogue } from "./read.ts";
import { register, type NewAttribute, type NewEvent } from "./register.ts";
import { likelyPropertySensitivity, likelySensitivity } from "./sensitivity.ts";
import type { Catalogue, FieldType, Sensitivity } from "./types.ts";

/** What data is about to name. Maps are plain objects by code. */
export interface FieldsInput {
  readonly events?: Readonly<Record<string, Readonly<Record<string, FieldType>>>>;
  readonly attributes?: Readonly<Record<string, FieldType>>;
  /** Codes whose values look like phones or addresses: personal whatever they are called. Of properties by event. */
  readonly personal?: {
    readonly events?: Readonly<Record<string, readonly string[]>>;
    readonly attributes?: readonly string[];
  };
}

/**
 * Registers, without a label, every event, property and attribute that the catalogue does not know, and gives each property
 * its column. What is known keeps its type: values that do not fit it are the writer's to keep aside. Any number of callers
 * may ask at once. Answers the catalogue that holds all of them.
 * @throws INPUT_INVALID for codes that cannot be names; CATALOGUE_FULL
 */
export async function ensureFields({
  ctx,
  input,
}: {
  ctx: Pick<Ctx, "records" | "facts" | "caches">;
  input: FieldsInput;
}): Promise<Catalogue> {
  const catalogue = await readCatalogue({ ctx });
  const attributes = newAttributes(catalogue, input);
  const events = newEvents(catalogue, input);
  if (attributes.length === 0 && events.length === 0) return catalogue;
  const issues = faults(attributes, events);
  if (issues.length > 0) throw problem("INPUT_INVALID", { issues });
  await register(ctx, { attributes, events });
  return readCatalogue({ ctx });
}

function newAttributes(catalogue: Catalogue, { attributes = {}, personal }: FieldsInput): NewAttribute[] {
  return Object.entries(attributes)
    .filter(([code]) => !catalogue.attributes.has(code))
    .map(([code, type]) => ({
      code,
      name: { zh: code, en: code },
      type,
      sensitivity: atLeast(likelySensitivity(code), personal?.attributes?.includes(code)),
    }));
}

/** What its values show is at least personal. */
function atLeast(named: Sensitivity, personal = false): Sensitivity {
  return personal && named === "ordinary" ? "personal" : named;
}

function newEvents(catalogue: Catalogue, { events = {}, personal }: FieldsInput): NewEvent[] {
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
          sensitivity: atLeast(likelyPropertySensitivity(property), personal?.events?.[code]?.includes(property)),
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
