import type { Catalogue } from "../catalogue/index.ts";
import { type Ctx, literal, type Progress, stageName, sql, type Sql } from "../engine/index.ts";
import { tagKind, type Instant, type Problem } from "../kernel/index.ts";
import { needsEverybody, planTags, type Pass, type Plan, type PlannedTag, type SqlScope, type TagRule } from "../rules/index.ts";
import { amongSql, composeSql, type Bitmaps } from "./composeTags.ts";
import { MEMBERS_STAGE, overriddenSql, stageOverrides } from "../membership/index.ts";
import { runPasses } from "./runPasses.ts";
import type { Universe } from "./passPieces.ts";
import { needsOf, stagesOf } from "./planStages.ts";

/** What a run is to compute. */
export interface RunInput {
  /** The rules of the tags to compute and of every tag that they name. */
  readonly rules: ReadonlyMap<string, TagRule>;
  /** The number of each tag in the fact store. */
  readonly idOf: (tag: string) => number;
  readonly catalogue: Catalogue;
  readonly asOf: Instant;
  /** Only these customers: an SQL set such as `(SELECT customer FROM …)`. Bitmaps then contain no others. Default: all customers. */
  readonly population?: Sql | undefined;
  /** Static tags also as of the instant, from the history, rather than as they are now. */
  readonly historic?: boolean;
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Bitmaps of a run, in a table of their own: one row per tag and value (`""` for a rule tag). The caller drops it. */
export interface RunResult {
  readonly table: string;
  readonly plan: Plan;
  readonly scope: SqlScope;
  /** Tags whose bitmaps could not be computed, with the reason. Tags that name them are computed from their last good members. */
  readonly failed: ReadonlyMap<string, Problem>;
  drop(): Promise<void>;
}

/**
 * Computes tags over everybody in one pass per source: first leaf bitmaps, then tags as algebra over them. Members are not written. A pass
 * that fails affects only the tags that read it.
 */
export async function runTags({ ctx, input }: { ctx: Ctx; input: RunInput }): Promise<RunResult> {
  const { facts } = ctx;
  const leaves = stageName("leaves");
  const table = stageName("members");
  const plan = planTags(input.rules);
  if (input.population !== undefined && needsEverybody(plan)) throw new Error("a plan that ranks customers is run over everybody");
  const bitmaps: Bitmaps = { plan, leaves, members: table, idOf: input.idOf };
  const scope: SqlScope = {
    catalogue: input.catalogue,
    asOf: input.asOf,
    timezone: ctx.workspace.timezone,
    idOf: input.idOf,
    among: (formula) => amongSql(formula, bitmaps),
  };
  const options = { lane: "heavy", ...(input.signal && { signal: input.signal }) } as const;
  const drop = async () => {
    await facts.run(sql`DROP TABLE IF EXISTS ${sql.id(leaves)}, ${sql.id(table)}`);
    await overrides.drop();
  };
  const overrides = await stageOverrides(
    ctx,
    [...input.rules].map(([code, rule]) => ({ id: input.idOf(code), rule })),
    input.historic ? input.asOf : ctx.clock(),
    input.population,
  );
  const failed = new Map<string, Problem>();
  const within = input.population === undefined ? sql.empty : sql` WHERE customer IN ${input.population}`;
  try {
    await facts.run(sql`CREATE TABLE ${sql.id(leaves)} (leaf UInt32, customers AggregateFunction(groupBitmap, UInt32)) ENGINE = Memory`);
    await facts.run(sql`CREATE TABLE ${sql.id(table)} ${MEMBERS_STAGE}`);
    await facts.run(
      sql`
      INSERT INTO ${sql.id(leaves)}
      SELECT toUInt32(0), groupBitmapState(customer)
      FROM customers${within}
    `,
      options,
    );
    const universe = input.population === undefined ? await universeOf(ctx, leaves) : null;
    const broken = new Map<string, Problem>();
    const restricted =
      input.population === undefined
        ? sql`customers`
        : sql`
          bitmapAnd(customers, (
            SELECT groupBitmapMergeState(customers)
            FROM ${sql.id(leaves)}
            WHERE leaf = 0
          ))
        `;
    const keep = async (tags: readonly PlannedTag[]) => {
      const ids = tags.map(({ tag }) => input.idOf(tag));
      if (ids.length > 0)
        await facts.run(
          sql`
          INSERT INTO ${sql.id(table)}
          SELECT tag, value, ${restricted}
          FROM members FINAL
          WHERE ${among(ids)}
        `,
          options,
        );
    };
    const byPeople = plan.tags.filter((tag) => tagKind(input.rules.get(tag.tag)!.kind).isAssigned);
    if (!input.historic) await keep(byPeople);
    else if (byPeople.length > 0)
      await facts.run(
        sql`INSERT INTO ${sql.id(table)} ${historySql(
          byPeople.map(({ tag }) => input.idOf(tag)),
          input.asOf,
        )}`,
        options,
      );
    let done = 0;
    for (const { passes, tags } of stagesOf(plan)) {
      const begins = (pass: Pass) => input.progress?.(passWords(pass, input.catalogue), done++ / (plan.passes.length + 1));
      const { population, signal } = input;
      const failures = await runPasses(ctx, { passes, leaves, scope, population, universe, signal, begins });
      for (const [leaf, cause] of failures) broken.set(leaf, cause);
      for (const tag of tags) {
        const cause = brokenLeafOf(tag, plan, broken);
        if (cause) failed.set(tag.tag, cause);
      }
      await keep(tags.filter((tag) => failed.has(tag.tag)));
      const level = tags.filter((tag) => !failed.has(tag.tag));
      if (level.length === 0) continue;
      // Overrides are applied on each level, because tags that name an overridden tag must see the override. When an override was set
      // matters only for a run about the past.
      const ids = level.map((tag) => input.idOf(tag.tag));
      await facts.run(sql`INSERT INTO ${sql.id(table)} ${overriddenSql(composeSql(level, bitmaps), overrides.rows(ids))}`, options);
    }
    return { table, plan, scope, failed, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

async function universeOf(ctx: Ctx, leaves: string): Promise<Universe> {
  const [row] = await ctx.facts.rows<{ total: string; highest: number }>(
    sql`
      SELECT bitmapCardinality(customers) AS total, toUInt32(bitmapMax(customers)) AS highest
      FROM ${sql.id(leaves)}
      WHERE leaf = 0
    `,
  );
  return { customers: Number(row!.total), highest: row!.highest };
}

function among(tags: readonly number[]): Sql {
  return sql`tag IN (${sql.join(tags.map(literal.integer))})`;
}

/** Members as of an instant, from the history: customers whose last move up to then was an entry. */
function historySql(tags: readonly number[], asOf: Instant): Sql {
  const moves = (bitmap: Sql, inside: boolean) =>
    sql`
      SELECT tag, value, evaluation, arrayJoin(bitmapToArray(${bitmap})) AS customer, ${literal.boolean(inside)} AS inside
      FROM membership_changes
      WHERE ${among(tags)} AND at <= ${literal.instant(asOf)}
    `;
  return sql`
    SELECT tag, value, groupBitmapState(customer)
    FROM (
      SELECT tag, value, customer
      FROM (${moves(sql`entered`, true)} UNION ALL ${moves(sql`left`, false)})
      GROUP BY tag, value, customer
      HAVING argMax(inside, evaluation)
    )
    GROUP BY tag, value
  `;
}

function passWords({ source }: Pass, { attributes, events }: Catalogue): { zh: string; en: string } {
  const names = namesOf(source).map(
    (code) => (source.kind === "attribute" ? attributes : events).get(code)?.name ?? { zh: code, en: code },
  );
  return { zh: `计算「${names.map(({ zh }) => zh).join("、")}」`, en: `Computing ${names.map(({ en }) => en).join(", ")}` };
}

function namesOf(source: Pass["source"]): readonly string[] {
  switch (source.kind) {
    case "event":
    case "ranked":
      return [source.event];
    case "events":
      return source.events;
    case "cycle":
      return [source.cycle.event];
    case "attribute":
      return [source.attribute];
    case "membershipHistory":
      return [source.tag];
  }
}

function brokenLeafOf(tag: PlannedTag, plan: Plan, broken: ReadonlyMap<string, Problem>): Problem | undefined {
  const leaves = tag.tiers.flatMap(({ formula }) => (formula ? needsOf(formula, plan).leaves : []));
  return leaves.map((leaf) => broken.get(leaf)).find(Boolean);
}
