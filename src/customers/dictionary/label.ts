import { audit } from "../../access/index.ts";
import { readCatalogue, relabel, type Sensitivity } from "../../catalogue/index.ts";
import type { Ctx, Verb } from "../../engine/index.ts";
import { problem, requirePermission, type Text } from "../../kernel/index.ts";

/** One language is enough where nobody has said anything else in the other. */
export interface Label {
  readonly zh?: string | undefined;
  readonly en?: string | undefined;
}

/** Names an event: from then on it is no longer unlabelled. @throws NOT_FOUND */
export async function labelEvent({ ctx, input }: Verb<{ readonly event: string; readonly name: Label }>): Promise<{ ok: true }> {
  requirePermission(ctx, "tag.edit");
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

/** Names an attribute, or classes it. Only who may see personal data may say that something is less personal. @throws NOT_FOUND */
export async function changeAttribute({ ctx, input }: Verb<ChangeAttribute>): Promise<{ ok: true }> {
  requirePermission(ctx, "tag.edit");
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

/** Only who may see values as they are may say that they are less personal than they were. @throws FORBIDDEN */
export function requireToDeclass(ctx: Ctx, before: Sensitivity, after: Sensitivity): void {
  if (ORDER.indexOf(after) < ORDER.indexOf(before))
    requirePermission(ctx, before === "sensitive" ? "customer.sensitive" : "customer.personal");
}

/** What is not said stays; what was only the code takes the words of the other language. */
export function named(before: Text, code: string, label: Label = {}): Text {
  const other = label.zh ?? label.en ?? code;
  return {
    zh: label.zh ?? (before.zh === code ? other : before.zh),
    en: label.en ?? (before.en === code ? other : before.en),
  };
}
