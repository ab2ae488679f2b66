import { audit } from "../access/index.ts";
import { readCatalogue } from "../catalogue/index.ts";
import { openCaches, type RecordsTx, type Verb } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import { foldsOf, isObject, tagsCalled } from "../rules/index.ts";
import { requireNoApproval } from "./approval/approvals.ts";
import type { TagDefinition, TagRecord, TagSet } from "./definition.ts";
import { readDocument } from "./document.ts";
import { requireTagCalled } from "./grants/requireTagCalled.ts";
import { lockGroups } from "./groups/lockGroups.ts";
import { findTag, loadTags } from "./load.ts";
import { readingOne } from "./readingOne.ts";
import { nextRevision } from "./state/setState.ts";
import { canonical, documentOf } from "./words.ts";

/** What is edited in place. Null empties a field. */
export interface EditTag {
  readonly tag: string;
  /** The revision that the edit is based on. */
  readonly revision: number;
  readonly words: Readonly<Record<string, unknown>>;
}

/**
 * Changes everything of a tag that is not its rule. Members, version and history stay; rules that name the tag by an old name name it by
 * its code from now on.
 * @throws TAG_NOT_FOUND, TAG_CHANGED_SINCE with the tag as it is now, CHANGE_NEEDED, INPUT_INVALID with paths inside the definition
 */
export async function editTag({ ctx, input }: Verb<EditTag>): Promise<{ tag: string; revision: number }> {
  const code = await requireTagCalled(ctx, "edit", input.tag);
  return ctx.records.transaction().execute(async (tx) => {
    await lockGroups(tx);
    const set = await loadTags({ ctx, records: tx });
    const tag = findTag(set, code);
    const before = documentOf(tag);
    if (tag.revision !== input.revision) throw problem("TAG_CHANGED_SINCE", { tag: tag.name, revision: tag.revision, now: before });
    const written = Object.fromEntries(Object.entries({ ...before, ...input.words }).filter(([, value]) => value !== null));
    const catalogue = await readCatalogue({ ctx: { records: tx, caches: openCaches() } });
    const { definitions } = readingOne(() => readDocument({ tags: [written] }, set, catalogue, ctx.workspace.timezone, false));
    const after = definitions[0]!;
    if (canonical(before) === canonical(written)) return { tag: tag.code, revision: tag.revision };
    await requireNoApproval(tx, [tag], set.groups);
    await renameInRules(tx, set, tag, after);
    await tx
      .updateTable("tags")
      .set({ ...wordsOf(after), revision: nextRevision(), updated_at: new Date(ctx.clock()) })
      .where("id", "=", tag.id)
      .execute();
    await audit(tx, ctx, "tag.edit", { tag: tag.code, ...changes(before, written) });
    return { tag: tag.code, revision: tag.revision + 1 };
  });
}

function wordsOf(definition: TagDefinition) {
  const { color, owner, sensitivity, unit, meaning, criteria, purpose, review, notes } = definition;
  return {
    color,
    owner,
    sensitivity,
    unit,
    meaning,
    criteria,
    purpose,
    review,
    notes,
    name: JSON.stringify(definition.name),
    aliases: JSON.stringify(definition.aliases),
  };
}

/** The fields that differ, before and after. */
function changes(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>) {
  const keys = Object.keys({ ...before, ...after }).filter((key) => canonical(before[key] ?? null) !== canonical(after[key] ?? null));
  const those = (from: Readonly<Record<string, unknown>>) => Object.fromEntries(keys.map((key) => [key, from[key] ?? null]));
  return { before: those(before), after: those(after) };
}

/** A rule that says `tag: old name` would name nothing after a rename. The same tag by its code is the same rule, so no version is made. */
async function renameInRules(tx: RecordsTx, set: TagSet, tag: TagRecord, after: TagDefinition): Promise<void> {
  const lost = foldsOf(tag).difference(foldsOf(after));
  if (lost.size === 0) return;
  const all = [...set.tags.values()];
  const toCode = (name: string) => (name !== tag.code && tagsCalled(all, name)[0] === tag ? tag.code : name);
  for (const other of all) {
    const renamed = withNames(other.source, toCode);
    if (canonical(renamed) === canonical(other.source)) continue;
    await tx
      .updateTable("tags")
      .set({ definition: JSON.stringify(renamed) })
      .where("id", "=", other.id)
      .execute();
  }
}

/** A definition with other names of tags. */
function withNames(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => withNames(item, rename));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      (key === "tag" || key === "metric") && typeof item === "string" ? rename(item) : withNames(item, rename),
    ]),
  );
}
