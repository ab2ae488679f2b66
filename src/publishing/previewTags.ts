import { requireSomewhere } from "../access/index.ts";
import { readCatalogue } from "../catalogue/index.ts";
import type { TagPlan } from "../contract/index.ts";
import { type Ctx, sql } from "../engine/index.ts";
import { formatInstant, tagKind, type Instant, type Text } from "../kernel/index.ts";
import { dependenciesOf, ruleWarnings, tagSentence, valuesOf, type TagRule } from "../rules/index.ts";
import {
  documentOf,
  documentRead,
  nearNames,
  prunedTags,
  publishingNeedsApproval,
  readDocument,
  requireEdits,
  requireTagQuota,
  sameDefinition,
  visibleTags,
  type TagDefinition,
  type TagGroups,
  type TagRecord,
  type TagSet,
  affectedBy,
} from "../tags/index.ts";
import { isUpToDate } from "../updates/index.ts";
import { countDelta, type Delta, countMembers } from "../membership/index.ts";
import { runTags } from "../evaluation/index.ts";
import { differences } from "./differences.ts";

export interface PreviewInput {
  readonly document: unknown;
  readonly prune: boolean;
  readonly asOf?: Instant | undefined;
}

/** Numbers for tags that do not exist yet; far above any real number. */
const FIRST_DRAFT_ID = 4_000_000_000;

/**
 * What applying a document would change: new, changed and removed tags, and how many customers would enter and leave each. Nothing is
 * written. Tags that name a changed tag are computed with it.
 * @throws INPUT_INVALID with everything wrong, TAG_CYCLE, TAG_QUOTA
 */
export async function previewTags({
  ctx,
  input,
  requested,
}: {
  ctx: Ctx;
  input: PreviewInput;
  /** It is a change request, which is looked at by people who could not make it. */
  requested?: { readonly retire: readonly string[] };
}): Promise<TagPlan> {
  if (!requested) await requireSomewhere(ctx, "edit");
  const catalogue = await readCatalogue({ ctx });
  const visible = await visibleTags(ctx);
  const existing = visible.all;
  const { definitions, refs } = readDocument(input.document, visible, catalogue, ctx.workspace.timezone, input.prune);
  const gone = input.prune ? await prunedTags(ctx, existing, definitions, visible.hidden) : (requested?.retire ?? []);
  const removed = gone.flatMap((code) => existing.tags.get(code) ?? []);
  if (!requested) await requireEdits(ctx, visible, definitions, gone);
  await requireTagQuota(ctx.records, existing, definitions, removed.length);
  const asOf = input.asOf ?? ctx.clock();
  const rules = rulesAfter(existing, definitions, new Set(removed.map(({ code }) => code)));
  // When the stored members are up to date, only tags that the document changes need be computed.
  const current = await isUpToDate(ctx, asOf);
  const touched = definitions.filter((definition) => !current || !isUnchanged(existing, definition));
  const wanted = affectedBy(rules, new Set(touched.map((definition) => definition.code)));
  const numbers = new Map([...rules.keys()].map((code, index) => [code, existing.tags.get(code)?.id ?? FIRST_DRAFT_ID + index]));
  const idOf = (code: string) => numbers.get(code)!;
  const run = await runTags({ ctx, input: { rules: closure(rules, wanted), idOf, catalogue, asOf } });
  try {
    const counted = [...wanted].filter((code) => !rules.has(code) || !tagKind(rules.get(code)!.kind).isAssigned);
    const moved = await countDelta(ctx, { table: sql.id(run.table) }, [...counted.map(idOf), ...removed.map((tag) => tag.id)]);
    const staying = new Set(definitions.filter(({ code }) => !wanted.has(code)).map(({ code }) => idOf(code)));
    const delta = [...moved, ...(await unmoved(ctx, staying))];
    const [row] = await ctx.facts.rows<{ customers: string }>(sql`SELECT groupBitmap(customer) AS customers FROM customers`);
    const words = { catalogue, tags: refs, timezone: ctx.workspace.timezone };
    const listed = [
      ...definitions,
      ...[...wanted].flatMap((code) => (definitions.some((one) => one.code === code) ? [] : (visible.tags.get(code) ?? []))),
    ];
    const entries: TagPlan["entries"] = listed.map((tag) => {
      const before = existing.tags.get(tag.code);
      const rule = rules.get(tag.code)!;
      const own = delta.filter((entry) => entry.tag === idOf(tag.code));
      const members = movement(own);
      const same = members.enter + members.leave > 0 ? "affected" : "unchanged";
      const change = !before ? "new" : "position" in tag || isUnchanged(existing, tag as TagDefinition) ? same : "changed";
      const values = valuesOf(rule).map((value) => ({ value, members: movement(own.filter((entry) => entry.value === value)) }));
      return {
        code: tag.code,
        name: tag.name,
        kind: tag.kind,
        change,
        differences: change === "changed" ? changedWords(before!, tag as TagDefinition, existing.groups, words) : [],
        sentence: tagSentence(rule, words),
        members,
        values,
        warnings: [
          ...(change === "new" || change === "changed" ? nearNames(tag, refs.values()) : []),
          ...ruleWarnings(rule, words).map(({ zh, en }) => ({ zh, en })),
          ...warningsOf(run.failed.get(tag.code)),
        ],
      };
    });
    for (const tag of removed) {
      entries.push({
        code: tag.code,
        name: tag.name,
        kind: tag.kind,
        change: "removed",
        differences: [],
        sentence: null,
        members: movement(delta.filter((entry) => entry.tag === tag.id)),
        values: [],
        warnings: [],
      });
    }
    const needsApproval = await publishingNeedsApproval(ctx.records, existing, definitions, gone);
    return { asOf: formatInstant(asOf), customers: Number(row!.customers), entries, needsApproval };
  } finally {
    await run.drop();
  }
}

/** The rules after applying the document. */
function rulesAfter(existing: TagSet, definitions: readonly TagDefinition[], removed: ReadonlySet<string>): Map<string, TagRule> {
  const rules = new Map<string, TagRule>();
  for (const tag of existing.tags.values()) if (tag.rule && !removed.has(tag.code)) rules.set(tag.code, tag.rule);
  for (const definition of definitions) rules.set(definition.code, definition.rule);
  return rules;
}

function isUnchanged(existing: TagSet, definition: TagDefinition): boolean {
  const before = existing.tags.get(definition.code);
  return before !== undefined && sameDefinition(before, definition, existing.groups);
}

function closure(rules: ReadonlyMap<string, TagRule>, wanted: ReadonlySet<string>): Map<string, TagRule> {
  const named = new Set(wanted);
  const add = (code: string): void => {
    const rule = rules.get(code);
    if (!rule) return;
    named.add(code);
    for (const dependency of dependenciesOf(rule)) if (dependency.kind === "tag" && !named.has(dependency.tag)) add(dependency.tag);
  };
  for (const code of wanted) add(code);
  return new Map([...rules].filter(([code]) => named.has(code)));
}

function movement(entries: readonly Delta[]): TagPlan["entries"][number]["members"] {
  const sum = (key: "now" | "after" | "enter" | "leave") => entries.reduce((total, entry) => total + entry[key], 0);
  return { now: sum("now"), after: sum("after"), enter: sum("enter"), leave: sum("leave") };
}

/** Tags that do not change: they keep their stored members. */
async function unmoved(ctx: Ctx, tags: ReadonlySet<number>): Promise<Delta[]> {
  if (tags.size === 0) return [];
  const counts = (await countMembers(ctx)).filter(({ tag }) => tags.has(tag));
  return counts.map(({ tag, value, members }) => ({ tag, value, now: members, after: members, enter: 0, leave: 0 }));
}

function changedWords(before: TagRecord, after: TagDefinition, groups: TagGroups, words: Parameters<typeof tagSentence>[1]): Text[] {
  const sentences = [before.rule && tagSentence(before.rule, words), tagSentence(after.rule, words)] as const;
  return differences(documentOf(before), documentRead(after, groups), ...sentences);
}

function warningsOf(failure: { zh: string; en: string } | undefined): Text[] {
  return failure ? [{ zh: failure.zh, en: failure.en }] : [];
}
