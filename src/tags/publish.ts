import { audit } from "../access/index.ts";
import { takeNumbers, type Ctx, type RecordsTx } from "../engine/index.ts";
import { problem, requirePermission } from "../kernel/index.ts";
import type { TagDefinition } from "./definition.ts";
import { MAX_TAGS } from "./document.ts";
import { loadTags } from "./load.ts";
import { prunedTags } from "./prune.ts";

/** The result of publishing, by code. */
export interface Published {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  readonly retired: readonly string[];
}

/**
 * Publishes validated definitions: new tags get a number, changed ones a new version. With `prune`, tags that are not in the document are
 * retired. All in one transaction with its audit.
 * @throws TAG_QUOTA, INPUT_INVALID if a saved segment or a webhook uses a retired tag
 */
export async function publishTags({
  ctx,
  input,
  within,
}: {
  ctx: Ctx;
  input: { definitions: readonly TagDefinition[]; prune: boolean };
  /** Written in the same transaction. */
  within?: ((tx: RecordsTx, published: Published) => Promise<void>) | undefined;
}): Promise<Published> {
  requirePermission(ctx, "tag.edit");
  return ctx.records.transaction().execute(async (tx) => {
    const existing = await loadTags({ ctx, records: tx });
    const retired = input.prune ? await prunedTags({ records: tx }, existing, input.definitions) : [];
    const total = existing.tags.size - retired.length + input.definitions.filter(({ code }) => !existing.tags.has(code)).length;
    if (total > MAX_TAGS) throw problem("TAG_QUOTA", { limit: MAX_TAGS, wanted: total });
    const result = { added: [] as string[], changed: [] as string[], unchanged: [] as string[], retired };
    let position = Math.max(0, ...[...existing.tags.values()].map((tag) => tag.position));
    for (const definition of input.definitions) {
      const before = existing.tags.get(definition.code);
      if (!before) {
        await addTag(tx, ctx, definition, ++position);
        result.added.push(definition.code);
      } else if (sameDefinition(before.source, definition.source)) {
        result.unchanged.push(definition.code);
      } else {
        await changeTag(tx, ctx, definition, before.id, before.version + 1);
        result.changed.push(definition.code);
      }
    }
    for (const code of retired)
      await tx
        .updateTable("tags")
        .set({ state: "retired", updated_at: new Date(ctx.clock()) })
        .where("code", "=", code)
        .execute();
    await audit(tx, ctx, "tag.publish", { ...result, unchanged: result.unchanged.length });
    await within?.(tx, result);
    return result;
  });
}

export function sameDefinition(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  return canonical(a) === canonical(b);
}

/** JSON with sorted keys: equal documents give equal texts. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item) && !(item instanceof Date)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

function columnsOf(definition: TagDefinition) {
  return {
    kind: definition.kind,
    name: JSON.stringify(definition.name),
    group_path: JSON.stringify(definition.group),
    color: definition.color,
    state: definition.state,
    owner: definition.owner,
    sensitivity: definition.sensitivity,
    unit: definition.unit,
    criteria: definition.criteria,
    purpose: definition.purpose,
    review: definition.review,
    definition: JSON.stringify(definition.source),
  };
}

async function addTag(tx: RecordsTx, ctx: Ctx, definition: TagDefinition, position: number): Promise<void> {
  const now = new Date(ctx.clock());
  // A retired code that is published again is the same tag, so its history continues.
  const retired = await tx.selectFrom("tags").select(["id", "version"]).where("code", "=", definition.code).executeTakeFirst();
  if (retired) return changeTag(tx, ctx, definition, retired.id, retired.version + 1);
  const id = await takeNumbers(tx, "tag", 1);
  await tx
    .insertInto("tags")
    .values({ ...columnsOf(definition), id, code: definition.code, version: 1, position, created_at: now, updated_at: now })
    .execute();
  await saveVersion(tx, ctx, id, 1, definition);
}

async function changeTag(tx: RecordsTx, ctx: Ctx, definition: TagDefinition, id: number, version: number): Promise<void> {
  await tx
    .updateTable("tags")
    .set({ ...columnsOf(definition), version, updated_at: new Date(ctx.clock()) })
    .where("id", "=", id)
    .execute();
  await saveVersion(tx, ctx, id, version, definition);
}

async function saveVersion(tx: RecordsTx, ctx: Ctx, tag: number, version: number, definition: TagDefinition): Promise<void> {
  await tx
    .insertInto("tag_versions")
    .values({ tag, version, definition: JSON.stringify(definition.source), actor: ctx.actor.name, at: new Date(ctx.clock()) })
    .execute();
}
