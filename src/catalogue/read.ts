import type { Ctx } from "../engine/index.ts";
import { BUILT_IN_ATTRIBUTES } from "./builtin/attributes.ts";
import { BUILT_IN_EVENTS } from "./builtin/events.ts";
import { isMember } from "./fields.ts";
import type { AttributeDef, Catalogue, EventDef, FieldType, PropertyDef, Sensitivity } from "./types.ts";

/** Counts the changes of the catalogue, so that every process notices those of others. */
export const VERSION_COUNTER = "catalogue";

type Stores = Pick<Ctx, "records">;

const cache = new WeakMap<Ctx["records"], { readonly version: number; readonly catalogue: Catalogue }>();

/** The catalogue as it stands, frozen. Read again only when its version has moved. */
export async function readCatalogue({ ctx }: { ctx: Stores }): Promise<Catalogue> {
  const version = await versionOf(ctx);
  const known = cache.get(ctx.records);
  if (known?.version === version) return known.catalogue;
  const catalogue = await load(ctx);
  // A change between the two reads makes what was read newer than its version: the next call reads once more.
  cache.set(ctx.records, { version, catalogue });
  return catalogue;
}

async function versionOf({ records }: Stores): Promise<number> {
  const row = await records.selectFrom("counters").select("value").where("name", "=", VERSION_COUNTER).executeTakeFirst();
  return row?.value ?? 0;
}

async function load({ records }: Stores): Promise<Catalogue> {
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

/** A map by code: the built-in ones first, in their own order, then the company's own by code. */
function inOrder<D extends { readonly code: string }>(entries: readonly D[], order: readonly string[]): ReadonlyMap<string, D> {
  const rank = new Map(order.map((code, index) => [code, index]));
  const place = (entry: D) => rank.get(entry.code) ?? order.length;
  return new Map(entries.toSorted((a, b) => place(a) - place(b)).map((entry) => [entry.code, entry]));
}
