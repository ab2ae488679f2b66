import type { Catalogue } from "../catalogue/index.ts";
import { literal, type Ctx, type Progress } from "../engine/index.ts";
import { Problem, type Instant } from "../kernel/index.ts";
import {
  leavesOf,
  leavesSql,
  tagsOf,
  planTags,
  type Pass,
  type Plan,
  type PlannedTag,
  type Population,
  type SqlScope,
  type TagRule,
} from "../rules/index.ts";
import { composeSql } from "./compose.ts";
import { pinnedSql, stagePins } from "./pins/stage.ts";

/** What a run is to compute. */
export interface RunInput {
  /** The rules of the tags to compute and of every tag they name. */
  readonly rules: ReadonlyMap<string, TagRule>;
  /** The number of each tag in the fact store. */
  readonly idOf: (tag: string) => number;
  readonly catalogue: Catalogue;
  readonly asOf: Instant;
  /** Only these customers: a set of SQL such as `(SELECT customer FROM …)`. Bitmaps then speak of them alone. Default: everybody. */
  readonly population?: string | undefined;
  /** Static tags as of the instant too, from the ledger, rather than as they are now. */
  readonly historic?: boolean;
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Bitmaps of a run, in a table of their own: one row a tag and value (`""` for a rule tag). The caller drops it. */
export interface RunResult {
  readonly table: string;
  readonly plan: Plan;
  readonly scope: SqlScope;
  /** Tags whose bitmaps could not be computed, and why. Tags that name them are computed over their last good members. */
  readonly failed: ReadonlyMap<string, Problem>;
  drop(): Promise<void>;
}

let runs = 0;

/**
 * Computes tags over everybody in one pass a source: leaf bitmaps first, then tags as algebra over them. Nothing that
 * counts is written. A pass that fails takes down only the tags that read it.
 */
export async function runTags({ ctx, input }: { ctx: Ctx; input: RunInput }): Promise<RunResult> {
  const { facts } = ctx;
  const mark = `${process.pid}_${Date.now()}_${++runs}`;
  const leaves = `stage_leaves_${mark}`;
  const table = `stage_members_${mark}`;
  const plan = planTags(input.rules);
  const scope: SqlScope = { catalogue: input.catalogue, asOf: input.asOf, timezone: ctx.workspace.timezone };
  const options = { lane: "heavy", ...(input.signal && { signal: input.signal }) } as const;
  const drop = async () => {
    await facts.run(`DROP TABLE IF EXISTS ${leaves}`);
    await facts.run(`DROP TABLE IF EXISTS ${table}`);
    await pins.drop();
  };
  const pins = await stagePins(
    ctx,
    [...input.rules].map(([code, rule]) => ({ id: input.idOf(code), rule })),
    input.historic ? input.asOf : ctx.clock(),
    input.population,
  );
  const failed = new Map<string, Problem>();
  const population: Population = input.population === undefined ? { kind: "everybody" } : { kind: "set", sql: input.population };
  const within = input.population === undefined ? "" : ` WHERE customer IN ${input.population}`;
  try {
    await facts.run(`CREATE TABLE ${leaves} (leaf UInt32, customers AggregateFunction(groupBitmap, UInt32)) ENGINE = Memory`);
    await facts.run(`CREATE TABLE ${table} (tag UInt32, value String, customers AggregateFunction(groupBitmap, UInt32)) ENGINE = Memory`);
    await facts.run(`INSERT INTO ${leaves} SELECT toUInt32(0), groupBitmapState(customer) FROM customers${within}`, options);
    const broken = new Map<string, Problem>();
    for (const [index, pass] of plan.passes.entries()) {
      input.progress?.(passWords(pass, input.catalogue), index / (plan.passes.length + 1));
      await runPass(pass);
    }
    for (const tag of plan.tags) {
      const cause = brokenLeafOf(tag, broken);
      if (cause) failed.set(tag.tag, cause);
    }
    const kept = plan.tags.filter((tag) => failed.has(tag.tag)).map((tag) => input.idOf(tag.tag));
    const byPeople = plan.tags.filter((tag) => input.rules.get(tag.tag)?.kind === "static").map((tag) => input.idOf(tag.tag));
    const restricted =
      input.population === undefined
        ? "customers"
        : `bitmapAnd(customers, (SELECT groupBitmapMergeState(customers) FROM ${leaves} WHERE leaf = 0))`;
    const current = input.historic ? kept : [...kept, ...byPeople];
    if (current.length > 0)
      await facts.run(`INSERT INTO ${table} SELECT tag, value, ${restricted} FROM members FINAL WHERE ${among(current)}`, options);
    if (input.historic && byPeople.length > 0) await facts.run(`INSERT INTO ${table} ${historySql(byPeople, input.asOf)}`, options);
    // Laid over each level, for tags that name a pinned one must see the pin. Only of the past does it matter when a pin was set.
    for (const level of levelsOf(plan.tags.filter((tag) => tag.tiers.length > 0 && !failed.has(tag.tag)))) {
      const found = composeSql(level, plan, leaves, table, input.idOf);
      const ids = level.map((tag) => input.idOf(tag.tag));
      await facts.run(`INSERT INTO ${table} ${pinnedSql(found, pins.rows(ids))}`, options);
    }
    return { table, plan, scope, failed, drop };

    async function runPass(pass: Pass): Promise<void> {
      const sql = leavesSql(pass, scope, population);
      if (sql === null) return;
      try {
        await facts.run(`INSERT INTO ${leaves} ${sql}`, options);
      } catch (error) {
        if (!(error instanceof Problem) || error.code === "FACTS_CANCELLED" || error.code === "FACTS_UNREACHABLE") throw error;
        ctx.log.warn({ source: pass.source, err: error }, "a pass failed; its tags keep their last members");
        for (const leaf of pass.leaves) broken.set(leaf.id, error);
      }
    }
  } catch (error) {
    await drop();
    throw error;
  }
}

function among(tags: readonly number[]): string {
  return `tag IN (${tags.map(literal.integer).join(", ")})`;
}

/** Members as of an instant, from the ledger: those whose last move up to then was in. */
function historySql(tags: readonly number[], asOf: Instant): string {
  const moves = (bitmap: string, inside: boolean) =>
    `SELECT tag, value, evaluation, arrayJoin(bitmapToArray(${bitmap})) AS customer, ${inside} AS inside FROM ledger WHERE ${among(tags)} AND at <= ${literal.instant(asOf)}`;
  return `SELECT tag, value, groupBitmapState(customer) FROM (
    SELECT tag, value, customer FROM (${moves("entered", true)} UNION ALL ${moves("left", false)}) GROUP BY tag, value, customer HAVING argMax(inside, evaluation)
  ) GROUP BY tag, value`;
}

function passWords(pass: Pass, catalogue: Catalogue): { zh: string; en: string } {
  const { source } = pass;
  const events = source.kind === "event" ? [source.event] : source.kind === "events" ? source.events : [];
  const names =
    source.kind === "attribute"
      ? [catalogue.attributes.get(source.attribute)?.name]
      : events.map((event) => catalogue.events.get(event)?.name);
  return {
    zh: `计算「${names.map((name) => name?.zh ?? "").join("、")}」`,
    en: `Computing ${names.map((name) => name?.en ?? "").join(", ")}`,
  };
}

function brokenLeafOf(tag: PlannedTag, broken: ReadonlyMap<string, Problem>): Problem | undefined {
  const leaves = tag.tiers.flatMap(({ formula }) => (formula ? leavesOf(formula) : []));
  return leaves.map((leaf) => broken.get(leaf)).find(Boolean);
}

/** Tags grouped so that each group names only tags of the groups before it: one statement a group. */
function levelsOf(tags: readonly PlannedTag[]): PlannedTag[][] {
  const level = new Map<string, number>();
  for (const tag of tags) {
    const named = tag.tiers.flatMap(({ formula }) => (formula ? tagsOf(formula) : []));
    level.set(tag.tag, Math.max(0, ...named.map((name) => (level.get(name) ?? -1) + 1)));
  }
  const levels: PlannedTag[][] = [];
  for (const tag of tags) (levels[level.get(tag.tag)!] ??= []).push(tag);
  return levels;
}
