import type { Records, RecordsTx } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import type { TagSet } from "../tags/index.ts";
import { changedSince } from "./conflicts.ts";
import { nameOf, type ChangeRow } from "./entries.ts";
import { retiredNow } from "./retiredNow.ts";

/** @throws CHANGE_CONFLICT with what changed of which tag since the request was made */
export async function requireCurrent(
  records: Records | RecordsTx,
  { id, entries }: Pick<ChangeRow, "id" | "entries">,
  set: TagSet,
): Promise<void> {
  const retired = await retiredNow(records);
  const tags = entries.flatMap((entry) => {
    const since = changedSince(entry, set, retired);
    return since.length === 0 ? [] : [{ name: nameOf(entry.after ?? entry.before!), since }];
  });
  if (tags.length > 0) throw problem("CHANGE_CONFLICT", { change: id, tags });
}
