import { readCatalogue } from "../catalogue/index.ts";
import type { TagPlan } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import { formatInstant, requirePermission, type Instant, type Text } from "../kernel/index.ts";
import { dependenciesOf, ruleWarnings, tagSentence, valuesOf, type TagRule } from "../rules/index.ts";
import { readDocument, sameDefinition, loadTags, type TagDefinition, type TagSet } from "../tags/index.ts";
import { affectedBy } from "./closure.ts";
import { countDelta, type Delta } from "./commit.ts";
import { runTags } from "./run.ts";

export interface PreviewInput {
  readonly document: unknown;
  readonly prune: boolean;
  readonly asOf?: Instant | undefined;
}

/** Numbers of tags that do not exist yet; far above any that do. */
const DRAFTS = 4_000_000_000;

/**
 * What applying a document would change: which tags are new, changed or removed, and how many customers would enter and
 * leave each. Nothing is written. Tags that name a changed one are computed with it.
 * @throws INPUT_INVALID with everything wrong, TAG_CYCLE
 */
export async function previewTags({ ctx, input }: { ctx: Ctx; input: PreviewInput }): Promise<TagPlan> {
  requirePermission(ctx, "tag.edit");
  const catalogue = await readCatalogue({ ctx });
  const existing = await loadTags({ ctx });
  const { definitions, refs } = readDocument(input.document, existing, catalogue, ctx.workspace.timezone, input.prune);
  const asOf = input.asOf ?? ctx.clock();
  const rules = rulesAfter(existing, definitions, input.prune);
  const wanted = affectedBy(rules, new Set(definitions.map((definition) => definition.code)));
  const numbers = new Map([...rules.keys()].map((code, index) => [code, existing.tags.get(code)?.id ?? DRAFTS + index]));
  const idOf = (code: string) => numbers.get(code)!;
  const run = await runTags({ ctx, input: { rules: closure(rules, wanted), idOf, catalogue, asOf } });
  try {
    const removed = input.prune ? [...existing.tags.values()].filter((tag) => !definitions.some(({ code }) => code === tag.code)) : [];
    const counted = [...wanted].filter((code) => rules.get(code)?.kind !== "static");
    const delta = await countDelta(ctx, run, [...counted.map(idOf), ...removed.map((tag) => tag.id)]);
    const [row] = await ctx.facts.rows<{ customers: string }>("SELECT groupBitmap(customer) AS customers FROM customers");
    const words = { catalogue, tags: refs, timezone: ctx.workspace.timezone };
    const listed = [
      ...definitions,
      ...[...wanted].filter((code) => !definitions.some((definition) => definition.code === code)).map((code) => existing.tags.get(code)!),
    ];
    const entries: TagPlan["entries"] = listed.map((tag) => {
      const before = existing.tags.get(tag.code);
      const rule = rules.get(tag.code)!;
      const change = !before ? "new" : "position" in tag || isUnchanged(existing, tag as TagDefinition) ? "unchanged" : "changed";
      const own = delta.filter((entry) => entry.tag === idOf(tag.code));
      const values = valuesOf(rule).map((value) => ({ value, members: movement(own.filter((entry) => entry.value === value)) }));
      return {
        code: tag.code,
        name: tag.name,
        kind: tag.kind,
        change,
        differences: change === "changed" ? differences(before!.source, (tag as TagDefinition).source) : [],
        sentence: tagSentence(rule, words),
        members: movement(own),
        values,
        warnings: [...ruleWarnings(rule, words).map(({ zh, en }) => ({ zh, en })), ...warningsOf(run.failed.get(tag.code))],
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
    return { asOf: formatInstant(asOf), customers: Number(row!.customers), entries };
  } finally {
    await run.drop();
  }
}

/** The rules there would be. */
function rulesAfter(existing: TagSet, definitions: readonly TagDefinition[], prune: boolean): Map<string, TagRule> {
  const rules = new Map<string, TagRule>();
  if (!prune) for (const tag of existing.tags.values()) if (tag.rule) rules.set(tag.code, tag.rule);
  for (const definition of definitions) rules.set(definition.code, definition.rule);
  return rules;
}

function isUnchanged(existing: TagSet, definition: TagDefinition): boolean {
  const before = existing.tags.get(definition.code);
  return before !== undefined && sameDefinition(before.source, definition.source);
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

function differences(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): Text[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const short = (value: unknown) => (value === undefined ? "—" : JSON.stringify(value).slice(0, 200));
  return [...keys]
    .filter((key) => !sameDefinition({ [key]: before[key] ?? null }, { [key]: after[key] ?? null }))
    .map((key) => ({
      zh: `${key}：${short(before[key])} → ${short(after[key])}`,
      en: `${key}: ${short(before[key])} → ${short(after[key])}`,
    }));
}

function warningsOf(failure: { zh: string; en: string } | undefined): Text[] {
  return failure ? [{ zh: failure.zh, en: failure.en }] : [];
}
