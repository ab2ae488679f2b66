import { cacheKind } from "../caches/caches.ts";
import type { Stores } from "../types.ts";
import { takeNumbers } from "./counters.ts";
import type { Records, RecordsTx } from "./types.ts";

/**
 * What may be remembered elsewhere: each has a counter in the records, which goes up with every change. `members` goes up when an evaluation
 * has ended: its moves stand in the history. `membersRewritten` goes up when members changed without moves, or may have. `customersRemoved`
 * goes up before customers are removed. `erasures`, `overrides`, `rights` and `tags` go up by triggers.
 */
export type Versioned =
  | "catalogue"
  | "customersRemoved"
  | "erasures"
  | "keys"
  | "links"
  | "members"
  | "membersRewritten"
  | "overrides"
  | "placeholders"
  | "products"
  | "rights"
  | "tags";
type Versions = ReadonlyMap<string, number>;

/** Questions to the records: the one that is being answered, and the one that is asked after it. */
interface Asking {
  now?: Promise<Versions>;
  next?: Promise<Versions>;
}

const ASKING = cacheKind<Asking>("engine.versions", "process");

/** How many statements of this process may have changed the records. Set only where no other process can change them. */
export const RECORD_WRITES = cacheKind<{ readonly count: number }>("engine.recordWrites", "process");
/** Whether whatever is written to the stores is written by this process: the records are embedded, and their directory is locked. */
export function knowsEveryWrite({ caches }: Pick<Stores, "caches">): boolean {
  return caches.get(RECORD_WRITES) !== undefined;
}

/** The versions after so many statements. */
const KNOWN = cacheKind<{ readonly writes: number; readonly versions: Versions }>("engine.knownVersions", "version");

/**
 * The version now. Each call reads it from the records, so every process sees the changes of the others; calls during a running query
 * share the next query. Embedded records belong to one process, which reads the version again only after a statement of its own that may
 * have changed it.
 */
export async function versionOf(ctx: Pick<Stores, "records" | "caches">, name: Versioned): Promise<number> {
  const writes = ctx.caches.get(RECORD_WRITES);
  const known = writes && ctx.caches.get(KNOWN);
  if (known?.writes === writes?.count && known) return known.versions.get(name) ?? 0;
  const asking = ctx.caches.getOr(ASKING, (): Asking => ({}));
  asking.next ??= (async () => {
    // At least one turn of the loop: requests read together share one question.
    await (asking.now?.catch(() => undefined) ?? new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined))));
    asking.now = asking.next!;
    delete asking.next;
    const before = writes?.count;
    const rows = await ctx.records.selectFrom("counters").select(["name", "value"]).execute();
    const versions: Versions = new Map(rows.map((row) => [row.name, Number(row.value)]));
    // A statement that ended since may have raised one of them after they were read.
    if (before !== undefined && writes?.count === before) ctx.caches.set(KNOWN, { writes: before, versions });
    return versions;
  })();
  return (await asking.next).get(name) ?? 0;
}

/** Something changed: whoever remembers it reads it anew. In the transaction of the change, where there is one. */
export async function raiseVersion(records: Records | RecordsTx, name: Versioned): Promise<void> {
  await takeNumbers(records, name, 1);
}
