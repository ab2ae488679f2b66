import { requireSomewhere, tagPolicy } from "../access/index.ts";
import type { Ctx, RecordTables } from "../engine/index.ts";
import { aliasesOf, serially } from "../identity/index.ts";
import { tagKind } from "../kernel/index.ts";
import { tagPlace, visibleTags, type TagRecord, type VisibleTags } from "../tags/index.ts";

export type SuggestionRow = Awaited<ReturnType<typeof rowsOf>>[number];
type State = RecordTables["suggestions"]["state"];

/** Making and deciding suggestions take turns in all processes: otherwise one would be accepted and rejected at once. */
export function decidingAlone<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  return serially(ctx, "suggestions", work);
}

/** The tags whose suggestions the actor may decide: static tags that the actor may assign. @throws FORBIDDEN when there can be none */
export async function decidableTags(ctx: Ctx): Promise<{ visible: VisibleTags; tags: ReadonlyMap<number, TagRecord> }> {
  await requireSomewhere(ctx, "assign");
  const [visible, policy] = await Promise.all([visibleTags(ctx), tagPolicy(ctx)]);
  const mine = [...visible.tags.values()].filter(
    (tag) => tagKind(tag.kind).isAssigned && policy.can("assign", tagPlace(visible.groups, tag)).allowed,
  );
  return { visible, tags: new Map(mine.map((tag) => [tag.id, tag])) };
}

/** Whether nobody is asked about it any more. */
export function isPast(ctx: Pick<Ctx, "clock">, { state, open_until }: Pick<SuggestionRow, "state" | "open_until">): boolean {
  return state === "open" && open_until !== null && open_until.getTime() <= ctx.clock();
}

/** Of these suggestions those in one of the states whose tag is among the tags. Others are as if they did not exist. */
export async function suggestionsAmong(ctx: Ctx, ids: readonly number[], tags: ReadonlyMap<number, TagRecord>, states: readonly State[]) {
  const rows = await rowsOf(ctx, ids);
  const found = rows.filter((row) => tags.has(row.tag) && states.includes(row.state) && !isPast(ctx, row));
  const aliases = await aliasesOf(
    ctx,
    found.map(({ customer }) => Number(customer)),
  );
  return found.map((row) => ({ ...row, id: Number(row.id), customer: aliases.get(Number(row.customer)) ?? Number(row.customer) }));
}

function rowsOf({ records }: Pick<Ctx, "records">, ids: readonly number[]) {
  return records
    .selectFrom("suggestions")
    .selectAll()
    .where("id", "in", [...ids])
    .orderBy("id")
    .execute();
}
