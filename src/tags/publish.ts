import { audit, requireSomewhere } from "../access/index.ts";
import { takeNumbers, type Ctx, type RecordsTx } from "../engine/index.ts";
import { requireNoApproval } from "./approval/approvals.ts";
import type { TagDefinition, TagSet } from "./definition.ts";
import { loadTags } from "./load.ts";
import { groupsAlong, makePlaces } from "./groups/placeOf.ts";
import { lockGroups } from "./groups/lockGroups.ts";
import { codeOwners, requireFreeCodes } from "./newTag.ts";
import { prunedTags } from "./prune.ts";
import { requireTagQuota } from "./settings/tagQuota.ts";
import { requireUnused } from "./state/requireUnused.ts";
import { nextRevision, setState } from "./state/setState.ts";
import { sameDefinition, sameRule } from "./words.ts";
import { concernedTags } from "./approval/concernedTags.ts";

/** The result of publishing, by code. */
export interface Published {
  readonly added: readonly string[];
  /** Those of which rule, words or group changed. */
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  readonly retired: readonly string[];
}

/**
 * Publishes validated definitions: new tags get a number, those of which the deciding part changed a new version. Groups that they name
 * and that do not exist are made. With `prune`, tags that are not in the document are retired, except `hidden` ones. All in one transaction with its audit.
 * @throws TAG_QUOTA, TAG_GROUP_QUOTA, TAG_CODE_TAKEN, CHANGE_NEEDED, INPUT_INVALID if a saved segment or a webhook uses a retired tag
 */
export async function publishTags({
  ctx,
  input,
  approved,
  within,
}: {
  ctx: Ctx;
  input: {
    definitions: readonly TagDefinition[];
    prune: boolean;
    hidden?: ReadonlySet<string>;
    /** All of them are new: a code that exists already is refused. */
    creates?: boolean | undefined;
    /** Tags that are retired besides. */
    retire?: readonly string[] | undefined;
  };
  /** In place of the rule for approval: looks, in the same transaction, whether an approved change request stands behind it. */
  approved?: ((tx: RecordsTx, existing: TagSet) => Promise<void>) | undefined;
  /** Written in the same transaction. */
  within?: ((tx: RecordsTx, published: Published) => Promise<void>) | undefined;
}): Promise<Published> {
  await requireSomewhere(ctx, "edit");
  return ctx.records.transaction().execute(async (tx) => {
    const before = await lockGroups(tx);
    if (input.creates) requireFreeCodes(await codeOwners(tx), input.definitions);
    const existing = await loadTags({ ctx, records: tx });
    const retired = input.prune ? await prunedTags({ records: tx }, existing, input.definitions, input.hidden) : [...(input.retire ?? [])];
    await requireUnused(tx, existing, input.retire ?? [], input.definitions, existing);
    if (approved) await approved(tx, existing);
    else await requireNoApproval(tx, await concernedTags(tx, existing, input.definitions, retired), before);
    await requireTagQuota(tx, existing, input.definitions, retired.length);
    const result = { added: [] as string[], changed: [] as string[], unchanged: [] as string[], retired };
    const groups = await makePlaces(
      tx,
      ctx,
      before,
      input.definitions.map(({ group }) => group),
    );
    const placeOf = await placesAtEnd(tx);
    for (const definition of input.definitions) {
      const stored = existing.tags.get(definition.code);
      const group = groupsAlong(groups, definition.group).at(-1)?.id ?? null;
      if (!stored) {
        await addTag(tx, ctx, definition, placeOf(group));
        result.added.push(definition.code);
      } else if (sameDefinition(stored, definition, groups)) {
        result.unchanged.push(definition.code);
      } else {
        const version = sameRule(stored, definition) ? stored.version : stored.version + 1;
        const place = group === stored.groupId ? { group_id: group } : placeOf(group);
        await changeTag(tx, ctx, definition, place, { id: stored.id, version, state: stored.state, isNew: version > stored.version });
        result.changed.push(definition.code);
      }
    }
    for (const code of retired) await setState(tx, ctx, existing.tags.get(code)!, "retired", true);
    await audit(tx, ctx, "tag.publish", { ...result, unchanged: result.unchanged.length });
    await within?.(tx, result);
    return result;
  });
}

/** Where a tag stands: in a group, and where it is new there, behind the others. */
interface Place {
  readonly group_id: number | null;
  readonly position?: number;
}

/** The next place of each group. Retired tags count, because they may come back. */
async function placesAtEnd(tx: RecordsTx): Promise<(group: number | null) => Required<Place>> {
  const rows = await tx.selectFrom("tags").select(["group_id", "position"]).execute();
  const last = new Map<number | null, number>();
  for (const { group_id, position } of rows) last.set(group_id, Math.max(position, last.get(group_id) ?? 0));
  return (group) => {
    const position = (last.get(group) ?? 0) + 1;
    last.set(group, position);
    return { group_id: group, position };
  };
}

function columnsOf(definition: TagDefinition) {
  return {
    kind: definition.kind,
    name: JSON.stringify(definition.name),
    color: definition.color,
    state: definition.state,
    owner: definition.owner,
    sensitivity: definition.sensitivity,
    unit: definition.unit,
    meaning: definition.meaning,
    criteria: definition.criteria,
    purpose: definition.purpose,
    review: definition.review,
    aliases: JSON.stringify(definition.aliases),
    notes: definition.notes,
    definition: JSON.stringify(definition.source),
  };
}

async function addTag(tx: RecordsTx, ctx: Ctx, definition: TagDefinition, place: Required<Place>): Promise<void> {
  const now = new Date(ctx.clock());
  // A retired code that is published again is the same tag, so its history continues.
  const retired = await tx.selectFrom("tags").select(["id", "version", "state"]).where("code", "=", definition.code).executeTakeFirst();
  if (retired) return changeTag(tx, ctx, definition, place, { ...retired, version: retired.version + 1, isNew: true });
  const id = await takeNumbers(tx, "tag", 1);
  await tx
    .insertInto("tags")
    .values({ ...columnsOf(definition), ...place, id, code: definition.code, version: 1, created_at: now, updated_at: now })
    .execute();
  await saveVersion(tx, ctx, id, 1, definition);
}

/** @param is its number, and its version from now on. A rename or move makes no version. */
async function changeTag(
  tx: RecordsTx,
  ctx: Ctx,
  definition: TagDefinition,
  place: Place,
  is: { readonly id: number; readonly version: number; readonly state: string; readonly isNew: boolean },
): Promise<void> {
  await tx
    .updateTable("tags")
    .set({
      ...columnsOf(definition),
      ...place,
      version: is.version,
      ...(definition.state === is.state ? {} : { state_at: new Date(ctx.clock()) }),
      revision: nextRevision(),
      updated_at: new Date(ctx.clock()),
    })
    .where("id", "=", is.id)
    .execute();
  if (is.isNew) await saveVersion(tx, ctx, is.id, is.version, definition);
}

async function saveVersion(tx: RecordsTx, ctx: Ctx, tag: number, version: number, definition: TagDefinition): Promise<void> {
  await tx
    .insertInto("tag_versions")
    .values({ tag, version, definition: JSON.stringify(definition.source), actor: ctx.actor.name, at: new Date(ctx.clock()) })
    .execute();
}
