import { insertMetricsSql, replaceMetricSql } from "../membership/index.ts";
import { type Ctx, fenceSql, type Lease, literal, type RunOptions, stageName, sql, type Sql } from "../engine/index.ts";
import type { Problem } from "../kernel/index.ts";
import { columnsOfValue, keptForMetrics, metricsSql, type Pass, type Plan, type SqlScope } from "../rules/index.ts";
import { PASS_SECONDS, isPassFailure } from "./passFailure.ts";
import { piecesOf, settingsFor } from "./passPieces.ts";

export interface WriteMetrics {
  readonly plan: Plan;
  readonly scope: SqlScope;
  readonly idOf: (tag: string) => number;
  /** Tags to write. */
  readonly tags: ReadonlySet<string>;
  readonly evaluation: number;
  /** An SQL set; null or absent: all customers. */
  readonly population?: Sql | undefined;
}

/**
 * Writes the values of metric tags. Without a population each tag is replaced completely. With one, customers who no longer have a value
 * are written too. Returns the tags whose values could not be computed, with the reason; these keep their last values.
 */
export async function writeMetrics(ctx: Ctx, input: WriteMetrics): Promise<Map<string, Problem>> {
  const { plan, tags, population } = input;
  const passes = plan.passes
    .map((pass) => onlyMetrics({ ...pass, metrics: pass.metrics.filter((metric) => tags.has(metric.tag)) }))
    .filter((pass) => pass.metrics.length > 0);
  const failed = new Map<string, Problem>();
  if (passes.length === 0) return failed;
  const heavy = { lane: "heavy", limits: { maxSeconds: ctx.passSeconds ?? PASS_SECONDS } } as const;
  const write = async (pass: Pass, statements: (pass: Pass) => Promise<readonly Sql[]>, settings: RunOptions["settings"] = {}) => {
    try {
      for (const statement of await statements(pass)) await ctx.facts.run(statement, { ...heavy, settings });
    } catch (error) {
      if (!isPassFailure(error)) throw error;
      const [only, ...others] = pass.metrics;
      if (others.length === 0) failed.set(only!.tag, error);
      else for (const metric of pass.metrics) await write(onlyMetrics({ ...pass, metrics: [metric] }), statements, settings);
    }
  };
  if (population === undefined) await replaceMetrics(ctx, input, passes, write, failed);
  else for (const pass of passes) await write(pass, async (own) => [changeSql(own, input, population, ctx.lease)], { join_use_nulls: 1 });
  return failed;
}

/** The values of a population, and a row without a value for each customer who has none. */
function changeSql(pass: Pass, { scope, idOf, evaluation }: WriteMetrics, population: Sql, lease: Lease): Sql {
  const { mark, passed } = fenceSql(lease);
  const ids = pass.metrics.map((metric) => sql`toUInt32(${literal.integer(idOf(metric.tag))})`);
  return insertMetricsSql(
    mark,
    sql`
      SELECT t.tag, t.customer, ${literal.integer(evaluation)}, m.number, m.time
      FROM (
        SELECT arrayJoin([${sql.join(ids)}]) AS tag, customer
        FROM (SELECT DISTINCT customer FROM ${population})
      ) AS t
      LEFT JOIN (${metricsSql(pass, scope, { kind: "set", sql: population }, idOf)!}) AS m ON m.tag = t.tag AND m.customer = t.customer
      WHERE ${passed}
    `,
  );
}

async function replaceMetrics(
  ctx: Ctx,
  { scope, idOf, evaluation }: WriteMetrics,
  passes: readonly Pass[],
  write: (pass: Pass, statements: (pass: Pass) => Promise<readonly Sql[]>, settings: RunOptions["settings"]) => Promise<void>,
  failed: ReadonlyMap<string, Problem>,
): Promise<void> {
  const table = stageName("metrics");
  const [universe] = await ctx.facts.rows<{ total: string; highest: number }>(
    sql`SELECT count() AS total, max(customer) AS highest FROM customers`,
  );
  const all = { customers: Number(universe!.total), highest: universe!.highest };
  const statements = async (pass: Pass) => {
    const pieces = await piecesOf(ctx, [pass], scope, all, undefined, keptForMetrics);
    return pieces.map(
      ({ population }) =>
        sql`
          INSERT INTO ${sql.id(table)} (tag, customer, evaluation, number, time)
          SELECT tag, customer, ${literal.integer(evaluation)}, number, time
          FROM (${metricsSql(pass, scope, population, idOf)!})
        `,
    );
  };
  try {
    await ctx.facts.run(sql`CREATE TABLE ${sql.id(table)} AS metrics`);
    for (const pass of passes) await write(pass, statements, settingsFor(all));
    const filled = new Set(
      (await ctx.facts.rows<{ tag: number }>(sql`SELECT DISTINCT tag FROM ${sql.id(table)} ORDER BY tag`)).map((row) => row.tag),
    );
    const { mark, passed } = fenceSql(ctx.lease);
    for (const metric of passes.flatMap((pass) => pass.metrics)) {
      const id = idOf(metric.tag);
      if (failed.has(metric.tag)) continue;
      // A process that takes the lease drops this table, so that a statement of the earlier holder fails instead of writing.
      if (filled.has(id)) await ctx.facts.run(replaceMetricSql(mark, id, table));
      else
        await ctx.facts.run(
          insertMetricsSql(
            mark,
            sql`
              SELECT tag, customer, ${literal.integer(evaluation)}, NULL, NULL
              FROM metrics
              WHERE ${passed} AND tag = ${literal.integer(id)}
            `,
          ),
        );
    }
  } finally {
    await ctx.facts.run(sql`DROP TABLE IF EXISTS ${sql.id(table)}`);
  }
}

/** A copy of the pass with only the columns that its metrics need. */
export function onlyMetrics(pass: Pass): Pass {
  const wanted = new Set(pass.metrics.flatMap(({ value }) => columnsOfValue(value)));
  return { ...pass, leaves: [], measures: pass.measures.filter((measure) => wanted.has(measure.id)) };
}
