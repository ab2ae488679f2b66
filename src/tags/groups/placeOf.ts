import { audit } from "../../access/index.ts";
import { takeNumbers, type Ctx, type RecordsTx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { foldedName } from "../../rules/index.ts";
import { groupsUnder, MAX_GROUPS, type TagGroup, type TagGroups } from "./tagGroups.ts";

/** The groups that exist along a path of names, from the root down: names in either language, in any width and case. */
export function groupsAlong(groups: TagGroups, names: readonly string[]): TagGroup[] {
  const found: TagGroup[] = [];
  for (const name of names) {
    const fold = foldedName(name);
    const group = groupsUnder(groups, found.at(-1)?.id ?? null).find((one) => isCalled(one, fold));
    if (!group) break;
    found.push(group);
  }
  return found;
}

export function isCalled({ name }: Pick<TagGroup, "name">, fold: string): boolean {
  return foldedName(name.zh) === fold || foldedName(name.en) === fold;
}

/** A path of names as documents write it: with the Chinese names of the groups that exist. */
export function writtenPath(groups: TagGroups, names: readonly string[]): string[] {
  const found = groupsAlong(groups, names);
  return names.map((name, index) => found[index]?.name.zh ?? name);
}

/**
 * The group at the end of each path, made where it is missing; null for an empty path. Under the lock of the groups.
 * @throws TAG_GROUP_QUOTA
 */
export async function makePlaces(tx: RecordsTx, ctx: Ctx, groups: TagGroups, paths: Iterable<readonly string[]>): Promise<TagGroups> {
  const all = new Map(groups);
  const now = new Date(ctx.clock());
  for (const names of paths) {
    const found = groupsAlong(all, names);
    for (const name of names.slice(found.length)) {
      if (all.size >= MAX_GROUPS) throw problem("TAG_GROUP_QUOTA", { limit: MAX_GROUPS });
      const parent = found.at(-1) ?? null;
      const id = await takeNumbers(tx, "group", 1);
      const position = 1 + Math.max(0, ...groupsUnder(all, parent?.id ?? null).map((group) => group.position));
      const text = { zh: name, en: name };
      const made: TagGroup = {
        id,
        parent: parent?.id ?? null,
        name: text,
        color: null,
        description: null,
        owner: null,
        exclusive: "none",
        approval: "inherited",
        position,
        updatedAt: now,
        path: [...(parent?.path ?? []), text],
      };
      await tx
        .insertInto("tag_groups")
        .values({ id, parent: made.parent, name: JSON.stringify(text), position, created_at: now, updated_at: now })
        .execute();
      await audit(tx, ctx, "tagGroup.create", { group: id, path: made.path.map(({ zh }) => zh) });
      all.set(id, made);
      found.push(made);
    }
  }
  return all;
}
