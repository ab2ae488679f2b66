import { maySomewhere, personBehind, requireSomewhere, type TagPolicy, type Verdict } from "../access/index.ts";
import type { TagAction } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import { Problem, problem, type Text } from "../kernel/index.ts";
import { needsApproval, readApprovals, requireTag, tagPlace, type TagSet } from "../tags/index.ts";
import { nameOf, placeAsked, type ChangeRow, type Entry } from "./entries.ts";

/** @throws FORBIDDEN unless the actor may edit or approve some tag */
export async function requireEditorOrApprover(ctx: Ctx): Promise<void> {
  if (!(await maySomewhere(ctx, "approve"))) await requireSomewhere(ctx, "edit");
}

/** Where the tags of a request stand and where they come to. */
function placesOf(entries: readonly Entry[], { tags, groups }: TagSet): { id: number | null; name: Text; groupId: number | null }[] {
  return entries.flatMap((entry) => {
    const stored = tags.get(entry.code);
    const asked = { id: null, name: nameOf(entry.after ?? entry.before!), groupId: placeAsked(entry, groups) };
    const moves = entry.after !== null && asked.groupId !== stored?.groupId;
    return [...(stored ? [stored] : []), ...(stored && !moves ? [] : entry.after === null ? [] : [asked])];
  });
}

/** Asks the policy about all tags of a request. @throws FORBIDDEN, TAG_FORBIDDEN */
export async function requireTags(ctx: Ctx, action: TagAction, { entries }: ChangeRow, set: TagSet): Promise<void> {
  for (const place of placesOf(entries, set)) await requireTag(ctx, action, place, set);
}

/** The same as an answer, without reading anything. */
export function mayTags(policy: TagPolicy, action: TagAction, { entries }: Pick<ChangeRow, "entries">, set: TagSet): boolean {
  const verdicts: readonly Verdict[] = placesOf(entries, set).map((place) => policy.can(action, tagPlace(set.groups, place)));
  return verdicts.every(({ allowed }) => allowed);
}

/** Whether the actor made a request, by whichever door: in person, or by a program whose key the same person made. */
export async function isOwn(ctx: Ctx, { made_by: by, made_behind: behind }: Pick<ChangeRow, "made_by" | "made_behind">): Promise<boolean> {
  return ctx.actor.id === by || (await personBehind(ctx.records, ctx.actor)) === behind;
}

/** @throws CHANGE_STATE */
export function requireState({ id, state }: Pick<ChangeRow, "id" | "state">, ...wanted: readonly ChangeRow["state"][]): void {
  if (!wanted.includes(state)) throw problem("CHANGE_STATE", { change: id, state, wanted });
}

/**
 * Somebody who decides has the right to approve all tags of the request and has not made it, administrators and programs included.
 * @throws FORBIDDEN, TAG_FORBIDDEN, CHANGE_OWN
 */
export async function requireDecider(ctx: Ctx, row: ChangeRow, set: TagSet): Promise<void> {
  await requireTags(ctx, "approve", row, set);
  if (await isOwn(ctx, row)) throw problem("CHANGE_OWN", { change: row.id, name: row.made_name });
}

/** Who approves is a known person, or a program of one. @throws as requireDecider, CHANGE_APPROVER_UNKNOWN */
export async function requireApprover(ctx: Ctx, row: ChangeRow, set: TagSet): Promise<void> {
  await requireDecider(ctx, row, set);
  const behind = await personBehind(ctx.records, ctx.actor);
  const person = await ctx.records.selectFrom("people").select("id").where("id", "=", behind).executeTakeFirst();
  if (!person) throw problem("CHANGE_APPROVER_UNKNOWN", { change: row.id });
}

/** @throws CHANGE_STATE, CHANGE_NOT_APPROVED where an open request needs an approval */
export async function requirePublishable(
  ctx: Pick<Ctx, "records">,
  row: Pick<ChangeRow, "id" | "state" | "entries">,
  set: TagSet,
): Promise<void> {
  requireState(row, "open", "approved");
  if (row.state === "approved") return;
  const approvals = await readApprovals(ctx.records, set.groups);
  const needed = placesOf(row.entries, set).filter(({ groupId }) => needsApproval(approvals, groupId));
  if (needed.length > 0) throw problem("CHANGE_NOT_APPROVED", { change: row.id, tags: needed.map(({ name }) => name) });
}

/** @throws CHANGE_NOT_YOURS */
export async function requireWithdrawer(ctx: Ctx, row: ChangeRow): Promise<void> {
  if (ctx.actor.permissions.has("team.manage") || (await isOwn(ctx, row))) return;
  throw problem("CHANGE_NOT_YOURS", { change: row.id, name: row.made_name });
}

/** Null if the check passes, else why not. */
export async function reasonAgainst(check: () => Promise<void>): Promise<Text | null> {
  try {
    await check();
    return null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { zh: error.zh, en: error.en };
  }
}
