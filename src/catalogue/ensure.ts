import type { Ctx } from "../engine/index.ts";
import { problem, type Issue } from "../kernel/index.ts";
import { propertyLabel } from "./builtin/properties.ts";
import { codeFault } from "./codes.ts";
import { readCatalogue } from "./read.ts";
import { register, type NewAttribute, type NewEvent } from "./register.ts";
import { likelyPropertySensitivity, likelySensitivity } from "./sensitivity.ts";
import type { Catalogue, FieldType, Sensitivity } from "./types.ts";

/** The codes that data is going to use; plain objects by code. */
export interface FieldsInput {
  readonly events?: Readonly<Record<string, Readonly<Record<string, FieldType>>>>;
  readonly attributes?: Readonly<Record<string, FieldType>>;
  /** Codes whose values look like phone numbers or addresses: they become personal, whatever their name; properties by event. */
  readonly personal?: {
    readonly events?: Readonly<Record<string, readonly string[]>>;
    readonly attributes?: readonly string[];
  };
}

/**
 * Registers, without a label, every event, property and attribute that is not in the catalogue, and gives each property a column. Existing
 * ones keep their type; the writer keeps values that do not fit. Several calls may run at once. Returns the catalogue with all of them.
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

/** A code with personal values is at least personal. */
function atLeast(named: Sensitivity, personal = false): Sensitivity {
  return personal && named === "ordinary" ? "personal" : named;
}

function newEvents(catalogue: Catalogue, { events = {}, personal }: FieldsInput): NewEvent[] {
  return Object.entries(events)
    .map(([code, properties]) => {
      const existing = catalogue.events.get(code);
      const added = Object.entries(properties).filter(([property]) => !existing?.properties.has(property));
      return {
        code,
        name: existing?.name ?? { zh: code, en: code },
        labelled: existing?.labelled ?? false,
        properties: added.map(([property, type]) => ({
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
