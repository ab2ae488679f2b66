import { audit } from "../../access/index.ts";
import { readCatalogue, relabel, type Sensitivity } from "../../catalogue/index.ts";
import type { Ctx, Verb } from "../../engine/index.ts";
import { problem, requirePermission, type Text } from "../../kernel/index.ts";

/** A label in one or both languages. The missing language takes the same text, unless it has a label already. */
export interface Label {
  readonly zh?: string | undefined;
  readonly en?: string | undefined;
}

/** Labels an event, which then no longer counts as unlabelled. @throws NOT_FOUND */
export async function labelEvent({ ctx, input }: Verb<{ readonly event: string; readonly name: Label }>): Promise<{ ok: true }> {
  requirePermission(ctx, "catalogue.edit");
  const event = (await readCatalogue({ ctx })).events.get(input.event);
  if (!event) throw problem("NOT_FOUND", { what: input.event });
  const name = named(event.name, event.code, input.name);
  await ctx.records.transaction().execute(async (tx) => {
    await relabel(tx, { kind: "event", event: event.code, name });
    await audit(tx, ctx, "event.label", { event: event.code, before: event.name, after: name });
  });
  return { ok: true };
}

export interface ChangeAttribute {
  readonly attribute: string;
  readonly name?: Label | undefined;
  readonly sensitivity?: Sensitivity | undefined;
}

const ORDER: readonly Sensitivity[] = ["ordinary", "personal", "sensitive"];

/**
 * Changes the label or the sensitivity of an attribute. Only users who may see personal data may make it less sensitive. @throws NOT_FOUND
 */
export async function changeAttribute({ ctx, input }: Verb<ChangeAttribute>): Promise<{ ok: true }> {
  requirePermission(ctx, "catalogue.edit");
  const attribute = (await readCatalogue({ ctx })).attributes.get(input.attribute);
  if (!attribute) throw problem("NOT_FOUND", { what: input.attribute });
  const { sensitivity = attribute.sensitivity } = input;
  requireToDeclass(ctx, attribute.sensitivity, sensitivity);
  const name = named(attribute.name, attribute.code, input.name);
  await ctx.records.transaction().execute(async (tx) => {
    await relabel(tx, { kind: "attribute", code: attribute.code, name, sensitivity });
    await audit(tx, ctx, "attribute.change", {
      attribute: attribute.code,
      before: { name: attribute.name, sensitivity: attribute.sensitivity },
      after: { name, sensitivity },
    });
  });
  return { ok: true };
}

/**
 * Checks that the user may lower a sensitivity: only users who may see the values now may make them visible to more people. @throws
 * FORBIDDEN
 */
export function requireToDeclass(ctx: Ctx, before: Sensitivity, after: Sensitivity): void {
  if (ORDER.indexOf(after) < ORDER.indexOf(before))
    requirePermission(ctx, before === "sensitive" ? "customer.sensitive" : "customer.personal");
}

/**
 * Merges a label into the present name: a missing language stays, and a name that was only the code takes the text of the other language.
 */
export function named(before: Text, code: string, label: Label = {}): Text {
  const other = label.zh ?? label.en ?? code;
  return {
    zh: label.zh ?? (before.zh === code ? other : before.zh),
    en: label.en ?? (before.en === code ? other : before.en),
  };
}
