import { audit, personBehind, requireSomewhere } from "../access/index.ts";
import { takeNumbers, type Ctx } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import { isObject } from "../rules/index.ts";
import { readPublication } from "../publishing/index.ts";
import {
  documentOf,
  documentRead,
  groupsAlong,
  readNewTag,
  requireEdits,
  requireTagCalled,
  requireUnused,
  sameDefinition,
  visibleTags,
  type TagDefinition,
  type TagSet,
} from "../tags/index.ts";
import { writeComment } from "./comments.ts";
import type { Entry } from "./entries.ts";
import { retiredNow } from "./retiredNow.ts";

export interface CreateChange {
  /** As tags.yaml. */
  readonly document: unknown;
  readonly prune: boolean;
  /** All tags of the document are new; they may have no code. */
  readonly creates: boolean;
  /** Codes or names of tags to retire. */
  readonly retire: readonly string[];
  readonly title: string;
  readonly comment: string;
}

/**
 * Keeps whole definitions for somebody else to approve. Nothing is published. Tags that stay as they are are left out.
 * @throws INPUT_INVALID with everything wrong, CHANGE_EMPTY, TAG_CODE_TAKEN, TAG_NOT_FOUND, FORBIDDEN, TAG_FORBIDDEN
 */
export async function createChange({ ctx, input }: { ctx: Ctx; input: CreateChange }): Promise<{ change: number }> {
  await requireSomewhere(ctx, "edit");
  const visible = await visibleTags(ctx);
  const document = input.creates ? await written(ctx, input.document) : input.document;
  const { definitions, retired } = await readPublication(ctx, visible, { document, prune: input.prune });
  const named = new Set(retired);
  for (const tag of input.retire) named.add(await requireTagCalled(ctx, "edit", tag));
  await requireEdits(ctx, visible, definitions, retired);
  await requireUnused(ctx.records, visible.all, input.retire.length > 0 ? named : [], definitions, visible);
  const entries = entriesOf(visible.all, await retiredNow(ctx.records), definitions, named);
  if (entries.length === 0) throw problem("CHANGE_EMPTY", {});
  const { kind, id, name } = ctx.actor;
  return ctx.records.transaction().execute(async (tx) => {
    const change = await takeNumbers(tx, "change", 1);
    await tx
      .insertInto("changes")
      .values({
        id: change,
        state: "open",
        title: input.title,
        entries: JSON.stringify(entries),
        made_kind: kind,
        made_by: id,
        made_name: name,
        made_behind: await personBehind(tx, ctx.actor),
        made_at: new Date(ctx.clock()),
      })
      .execute();
    if (input.comment !== "") await writeComment(tx, ctx, change, "comment", input.comment);
    await audit(tx, ctx, "change.create", { change, title: input.title, tags: entries.map(({ code }) => code) });
    return { change };
  });
}

/** New tags with the codes and kinds that they get. */
async function written(ctx: Ctx, document: unknown): Promise<unknown> {
  if (!isObject(document) || !Array.isArray(document["tags"])) return document;
  const tags: unknown[] = [];
  for (const tag of document["tags"]) tags.push((await readNewTag(ctx, tag)).written);
  return { ...document, tags };
}

function entriesOf(
  { tags, groups }: TagSet,
  retired: ReadonlySet<string>,
  definitions: readonly TagDefinition[],
  retire: ReadonlySet<string>,
): Entry[] {
  const changed = definitions.flatMap((definition): Entry[] => {
    const { code, group } = definition;
    const stored = tags.get(code);
    if (stored && sameDefinition(stored, definition, groups)) return [];
    const along = groupsAlong(groups, group);
    return [
      {
        code,
        was: stored?.state ?? (retired.has(code) ? "retired" : "none"),
        before: stored ? documentOf(stored) : null,
        beforeGroup: stored?.groupId ?? null,
        after: documentRead(definition, groups),
        afterGroup: along.length === group.length ? (along.at(-1)?.id ?? null) : null,
      },
    ];
  });
  const gone = [...retire].map((code): Entry => {
    const stored = tags.get(code)!;
    return { code, was: stored.state, before: documentOf(stored), beforeGroup: stored.groupId, after: null, afterGroup: null };
  });
  return [...changed, ...gone];
}
