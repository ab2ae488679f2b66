import { cacheKind } from "../caches/caches.ts";
import type { Stores } from "../types.ts";
import { takeNumbers } from "./counters.ts";
import type { Records, RecordsTx } from "./types.ts";

/**
 * What may be remembered elsewhere: each has a counter in the records, which goes up with every change. `members` goes up when an evaluation
 * has ended: its moves stand in the history. `membersRewritten` goes up when members changed without moves, or may have.
 */
export type Versioned = "catalogue" | "keys" | "links" | "members" | "membersRewritten" | "placeholders" | "products" | "tags";
type Versions = ReadonlyMap<string, number>;

/** Questions to the records: the one that is being answered, and the one that is asked after it. */
interface Asking {
  now?: Promise<Versions>;
  next?: Promise<Versions>;
}

const ASKING = cacheKind<Asking>("engine.versions", "process");

/**
 * The version now. Every process sees a change of every other one, for it is asked of the records each time; who asks while an answer is
 * on its way shares the next one, so that many requests cost one small query.
 */
export async function versionOf(ctx: Pick<Stores, "records" | "caches">, name: Versioned): Promise<number> {
  const asking = ctx.caches.getOr(ASKING, (): Asking => ({}));
  asking.next ??= (async () => {
    // At least one turn of the loop: requests read together share one question.
    await (asking.now?.catch(() => undefined) ?? new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined))));
    asking.now = asking.next!;
    delete asking.next;
    const rows = await ctx.records.selectFrom("counters").select(["name", "value"]).execute();
    return new Map(rows.map((row) => [row.name, Number(row.value)]));
  })();
  return (await asking.next).get(name) ?? 0;
}

/** Something changed: whoever remembers it reads it anew. In the transaction of the change, where there is one. */
export async function raiseVersion(records: Records | RecordsTx, name: Versioned): Promise<void> {
  await takeNumbers(records, name, 1);
}
