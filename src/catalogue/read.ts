import { cacheKind, versionOf, type Stores as Both } from "../engine/index.ts";
import { BUILT_IN_ATTRIBUTES } from "./builtin/attributes.ts";
import { BUILT_IN_EVENTS } from "./builtin/events.ts";
import { isMember } from "./fields.ts";
import type { AttributeDef, Catalogue, EventDef, FieldType, PropertyDef, Sensitivity } from "./types.ts";

type Stores = Pick<Both, "records" | "caches">;

const READ = cacheKind<{ readonly version: number; readonly catalogue: Catalogue }>("catalogue", "version");

/** The present catalogue, frozen. It is read again only when its version has changed. */
export async function readCatalogue({ ctx }: { ctx: Stores }): Promise<Catalogue> {
  const version = await versionOf(ctx, "catalogue");
  const cached = ctx.caches.get(READ);
  if (cached?.version === version) return cached.catalogue;
  const catalogue = await load(ctx);
  // The version is read first: a change between the two reads only makes the next call read again.
  ctx.caches.set(READ, { version, catalogue });
  return catalogue;
}

async function load({ records }: Pick<Stores, "records">): Promise<Catalogue> {
  const attributes = await records.selectFrom("attributes").selectAll().orderBy("code").execute();
  const types = await records.selectFrom("event_types").selectAll().orderBy("code").execute();
  const properties = await records.selectFrom("properties").selectAll().orderBy("event").orderBy("code").execute();

  const ofEvent = new Map<string, PropertyDef[]>(types.map((type) => [type.code, []]));
  for (const { event, code, name, type, sensitivity, field } of properties) {
    const definition = { code, name, type: type as FieldType, sensitivity: sensitivity as Sensitivity, field, array: isMember(code) };
    ofEvent.get(event)?.push(Object.freeze(definition));
  }
  return Object.freeze({
    attributes: inOrder(
      attributes.map(({ code, name, type, sensitivity }): AttributeDef =>
        Object.freeze({ code, name, type: type as FieldType, sensitivity: sensitivity as Sensitivity }),
      ),
      BUILT_IN_ATTRIBUTES.map((attribute) => attribute.code),
    ),
    events: inOrder(
      types.map(({ code, name, labelled }): EventDef => {
        const order = BUILT_IN_EVENTS.get(code)?.properties ?? [];
        return Object.freeze({ code, name, labelled, properties: inOrder(ofEvent.get(code)!, order) });
      }),
      [...BUILT_IN_EVENTS.keys()],
    ),
  });
}

/** A map by code: built-in entries first, in their own order, then those of the company by code. */
function inOrder<D extends { readonly code: string }>(entries: readonly D[], order: readonly string[]): ReadonlyMap<string, D> {
  const rank = new Map(order.map((code, index) => [code, index]));
  const place = (entry: D) => rank.get(entry.code) ?? order.length;
  return new Map(entries.toSorted((a, b) => place(a) - place(b)).map((entry) => [entry.code, entry]));
}
