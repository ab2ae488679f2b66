import type { Selectable } from "kysely";
import type { Merge } from "../contract/index.ts";
import { noteCustomers, shownIdentity, shownText } from "../customers/index.ts";
import type { Ctx, RecordTables } from "../engine/index.ts";
import { formatInstant } from "../kernel/index.ts";

/** A merge as the API returns it, masked for the actor. */
export function shownMerge(ctx: Ctx, row: Selectable<RecordTables["merges"]>): Merge {
  const { id, kind, kept, lost, at, cause, actor, reason, identities, links, undone_at, undone_by } = row;
  noteCustomers(ctx, [Number(kept), Number(lost)]);
  return {
    id: Number(id),
    kind,
    kept: Number(kept),
    lost: Number(lost),
    at: formatInstant(at.getTime()),
    cause,
    actor,
    reason: shownText(ctx, reason),
    identities: identities.map((identity) => shownIdentity(ctx, identity)),
    links: links.pairs.map(({ a, b }) => ({ a: shownIdentity(ctx, a), b: shownIdentity(ctx, b) })),
    undone: undone_at ? { at: formatInstant(undone_at.getTime()), by: undone_by ?? "" } : null,
  };
}
