import { readCatalogue } from "../catalogue/index.ts";
import type { Ctx, Records, RecordsTx } from "../engine/index.ts";
import { problem, type Text } from "../kernel/index.ts";
import { foldsOf, isObject, kindOfTag } from "../rules/index.ts";
import type { TagDefinition } from "./definition.ts";
import { readDocument } from "./document.ts";
import { requireTag } from "./grants/requireTag.ts";
import { groupsAlong } from "./groups/placeOf.ts";
import { readingOne } from "./readingOne.ts";
import { requireTagQuota } from "./settings/tagQuota.ts";
import { retiredTags } from "./state/retiredTags.ts";
import type { VisibleTags } from "./visible/limitTags.ts";
import { visibleTags } from "./visible/visibleTags.ts";
import { proposeCode } from "./naming/proposeCode.ts";

/** A tag that has a code, whatever its state. */
export interface CodeOwner {
  readonly code: string;
  readonly name: Text;
  readonly owner: string | null;
  readonly state: string;
}

/** All tags by code, retired ones too: a code is one tag for ever. */
export async function codeOwners(records: Records | RecordsTx): Promise<ReadonlyMap<string, CodeOwner>> {
  const rows = await records.selectFrom("tags").select(["code", "name", "owner", "state"]).execute();
  return new Map(rows.map((row) => [row.code, row]));
}

/** A tag that the actor may not see keeps its name for itself. */
async function seenOwners(ctx: Ctx, set: VisibleTags, owners: ReadonlyMap<string, CodeOwner>): Promise<ReadonlyMap<string, CodeOwner>> {
  const seen = new Set([...set.tags.keys(), ...(await retiredTags(ctx, set)).map(({ code }) => code)]);
  const hidden = (code: string): CodeOwner => ({ code, name: { zh: code, en: code }, owner: null, state: "published" });
  return new Map([...owners].map(([code, owner]) => [code, seen.has(code) ? owner : hidden(code)]));
}

/** @throws TAG_CODE_TAKEN with the tag that has it */
export function requireFreeCodes(owners: ReadonlyMap<string, CodeOwner>, definitions: readonly Pick<TagDefinition, "code">[]): void {
  const owner = definitions.map(({ code }) => owners.get(code)).find((one) => one !== undefined);
  if (owner) throw problem("TAG_CODE_TAKEN", { ...owner });
}

/**
 * Reads the definition of a tag that does not exist yet. It needs a name in one language and nothing else: without a kind it is static,
 * without a code one is proposed.
 * @throws INPUT_INVALID with paths inside the definition, TAG_CODE_TAKEN, TAG_QUOTA, FORBIDDEN, TAG_FORBIDDEN for its group
 */
export async function readNewTag(ctx: Ctx, raw: unknown): Promise<{ definition: TagDefinition; written: Record<string, unknown> }> {
  const [set, catalogue, owners] = [await visibleTags(ctx), await readCatalogue({ ctx }), await codeOwners(ctx.records)];
  const given = isObject(raw) ? raw : {};
  const written = withCode(given, set, owners);
  // First of all: with another kind or name it would be a fault of that tag.
  if (typeof written["code"] === "string") requireFreeCodes(await seenOwners(ctx, set, owners), [{ code: written["code"] }]);
  const { definitions } = readingOne(() => readDocument({ tags: [written] }, set, catalogue, ctx.workspace.timezone, false));
  const definition = definitions[0]!;
  await requireTagQuota(ctx.records, set.all, definitions);
  const groupId = groupsAlong(set.all.groups, definition.group).at(-1)?.id ?? null;
  await requireTag(ctx, "edit", { id: null, name: definition.name, groupId }, set.all);
  return { definition, written };
}

/** The definition with its code, kind and name as a document writes them. */
function withCode(
  given: Readonly<Record<string, unknown>>,
  set: VisibleTags,
  owners: ReadonlyMap<string, CodeOwner>,
): Record<string, unknown> {
  const { code, name = null, ...rest } = given;
  const proposed = isBlank(code) ? codeFor(name, set, owners) : code;
  return { ...rest, kind: kindOfTag(given) ?? given["kind"], code: proposed, name };
}

/** A code for a name, which no tag has as its code or name. */
export function codeFor(name: unknown, set: VisibleTags, owners: ReadonlyMap<string, CodeOwner>): string {
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  const { zh, en } = isObject(name) ? { zh: text(name["zh"]), en: text(name["en"]) } : { zh: text(name), en: text(name) };
  const names = new Set([...set.all.tags.values()].flatMap((tag) => [...foldsOf(tag)]));
  return proposeCode({ zh: zh || en, en: en || zh }, (code) => owners.has(code) || names.has(code));
}

function isBlank(code: unknown): boolean {
  return code === undefined || code === null || code === "";
}
