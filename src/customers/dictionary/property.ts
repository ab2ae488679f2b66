import { audit } from "../../access/index.ts";
import { readCatalogue, relabel, type FieldType, type Sensitivity } from "../../catalogue/index.ts";
import type { Verb } from "../../engine/index.ts";
import { problem, requirePermission } from "../../kernel/index.ts";
import { named, requireToDeclass, type Label } from "./label.ts";
import { retype } from "./retype.ts";

export interface ChangeProperty {
  readonly event: string;
  readonly property: string;
  readonly name?: Label | undefined;
  readonly type?: FieldType | undefined;
  readonly sensitivity?: Sensitivity | undefined;
  /** Codes of tags whose rules read the event. While there are any, the type cannot change. */
  readonly readers: readonly string[];
}

/**
 * Changes the label, sensitivity or type of a property of an event. The type changes only when every stored value can be read as the new
 * type. Values that did not fit the old type are read again.
 * @throws NOT_FOUND, PROPERTY_TYPE_USED, PROPERTY_TYPE_LOSES, PROPERTY_TYPE_FIXED
 */
export async function changeProperty({ ctx, input }: Verb<ChangeProperty>): Promise<{ ok: true }> {
  requirePermission(ctx, "catalogue.edit");
  const event = (await readCatalogue({ ctx })).events.get(input.event);
  const property = event?.properties.get(input.property);
  if (!event || !property) throw problem("NOT_FOUND", { what: event ? `${input.event} / ${input.property}` : input.event });
  const { type = property.type, sensitivity = property.sensitivity } = input;
  requireToDeclass(ctx, property.sensitivity, sensitivity);
  if (type !== property.type && input.readers.length > 0)
    throw problem("PROPERTY_TYPE_USED", { property: property.code, tags: input.readers });
  const retyping = type === property.type ? undefined : await retype(ctx, event.code, property, type);
  await retyping?.move();
  const name = named(property.name, property.code, input.name);
  await ctx.records.transaction().execute(async (tx) => {
    const field = retyping?.field ?? property.field;
    await relabel(tx, { kind: "property", event: event.code, code: property.code, name, type, sensitivity, field });
    if (retyping) await tx.deleteFrom("violations").where("event", "=", event.code).where("code", "=", property.code).execute();
    await audit(tx, ctx, "property.change", {
      event: event.code,
      property: property.code,
      before: { name: property.name, type: property.type, sensitivity: property.sensitivity },
      after: { name, type, sensitivity },
    });
  });
  // Events that arrived meanwhile were written with the old type.
  await retyping?.move();
  return { ok: true };
}
