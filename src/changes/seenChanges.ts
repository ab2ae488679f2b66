import { tagPolicy, type TagPolicy } from "../access/index.ts";
import type { Ctx, Records, RecordsTx } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import { definitionRedactor, hiddenTags, tagNames, tagPlace, visibleTags, type VisibleTags } from "../tags/index.ts";
import { placeAsked, type ChangeRow, type Entry } from "./entries.ts";

/** What an actor sees of change requests. */
export interface Seeing {
  readonly visible: VisibleTags;
  readonly policy: TagPolicy;
  /** Whether a request exists for the actor: all its tags, and the places that they come to, can be seen. */
  sees(entries: readonly Entry[]): boolean;
  /** A definition without the conditions that name hidden tags. The same value if there are none. */
  redact<T>(definition: T): T;
}

export async function seeingChanges(ctx: Ctx): Promise<Seeing> {
  const [visible, policy, hidden] = [await visibleTags(ctx), await tagPolicy(ctx), await hiddenTags(ctx)];
  const names = hidden.size === 0 ? undefined : await tagNames(ctx);
  const codes = new Set([...hidden].map((id) => names!.get(id)!.code));
  const { all, segments } = visible;
  const redactor = definitionRedactor(all, visible.hidden, segments);
  return {
    visible,
    policy,
    sees: (entries) =>
      entries.every(
        (entry) =>
          !codes.has(entry.code) &&
          (entry.after === null ||
            (entry.was === "published" && entry.afterGroup === entry.beforeGroup) ||
            policy.can("see", tagPlace(all.groups, { id: null, groupId: placeAsked(entry, all.groups) })).allowed),
      ),
    redact: (definition) => (visible.hidden.size === 0 ? definition : redactor(definition)),
  };
}

/** @throws CHANGE_NOT_FOUND, also for a request about a tag that the actor may not see */
export async function seenChange(records: Records | RecordsTx, { sees }: Pick<Seeing, "sees">, id: number): Promise<ChangeRow> {
  const row = await records.selectFrom("changes").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row || !sees(row.entries)) throw problem("CHANGE_NOT_FOUND", { change: String(id) });
  return row;
}

/** @throws CHANGE_HIDDEN if a condition of the request is hidden from the actor */
export function requireWholeSeen({ redact }: Pick<Seeing, "redact">, { id, entries }: ChangeRow): void {
  if (entries.some(({ after, before }) => redact(after) !== after || redact(before) !== before))
    throw problem("CHANGE_HIDDEN", { change: id });
}
