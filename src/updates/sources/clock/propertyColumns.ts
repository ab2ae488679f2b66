import { readCatalogue } from "../../../catalogue/index.ts";
import { literal, type Ctx } from "../../../engine/index.ts";
import type { Boundaries } from "../../../rules/index.ts";

/** Where the values of an event's property stand: its column, and whether each event has a list of them. */
export type FieldOf = (event: string, property: string) => { readonly field: string; readonly array: boolean };

/** The columns of the properties that rules compare with now. The catalogue is read only where there are such. */
export async function fieldsOf(ctx: Pick<Ctx, "records" | "caches">, { events }: Boundaries): Promise<FieldOf> {
  const isAsked = [...events.values()].some(({ properties }) => properties.size > 0);
  const catalogue = isAsked ? await readCatalogue({ ctx }) : null;
  return (event, property) => {
    const found = catalogue?.events.get(event)?.properties.get(property);
    if (!found) throw new Error(`the catalogue has no property ${property} of ${event}`);
    return { field: literal.name(found.field), array: found.array };
  };
}

/** A condition over one value `v` of a property as a condition over its event. */
export function ofField({ field, array }: ReturnType<FieldOf>, condition: (v: string) => string): string {
  return array ? `arrayExists(v -> ifNull(${condition("v")}, false), ${field})` : `ifNull(${condition(field)}, false)`;
}
