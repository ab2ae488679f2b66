import { literal, type Ctx } from "../engine/index.ts";
import { metricsSql, type Pass, type Plan, type Population, type SqlScope } from "../rules/index.ts";

export interface WriteMetrics {
  readonly plan: Plan;
  readonly scope: SqlScope;
  readonly idOf: (tag: string) => number;
  /** Tags to write. */
  readonly tags: ReadonlySet<string>;
  readonly evaluation: number;
  /** A set of SQL; everybody when absent. */
  readonly population?: string | undefined;
}

/** Writes the values of metric tags: each tag as a whole, or for a population only, where having no value any more is written too. */
export async function writeMetrics(ctx: Ctx, { plan, scope, idOf, tags, evaluation, population }: WriteMetrics): Promise<void> {
  const passes = plan.passes
    .map((pass) => ({ ...pass, metrics: pass.metrics.filter((metric) => tags.has(metric.tag)) }))
    .filter((pass) => pass.metrics.length > 0);
  const among: Population = population === undefined ? { kind: "everybody" } : { kind: "set", sql: population };
  const valuesOf = (pass: Pass) => metricsSql(onlyMetrics(pass), scope, among, idOf)!;
  if (population === undefined) return replaceMetrics(ctx, passes, valuesOf, idOf, evaluation);
  for (const pass of passes) {
    const ids = pass.metrics.map((metric) => `toUInt32(${literal.integer(idOf(metric.tag))})`);
    await ctx.facts.run(
      `INSERT INTO metrics (tag, customer, evaluation, number, time)
       SELECT t.tag, t.customer, ${literal.integer(evaluation)}, m.number, m.time
       FROM (SELECT arrayJoin([${ids.join(", ")}]) AS tag, customer FROM (SELECT DISTINCT customer FROM ${population})) AS t
       LEFT JOIN (${valuesOf(pass)}) AS m ON m.tag = t.tag AND m.customer = t.customer`,
      { lane: "heavy", settings: { join_use_nulls: 1 } },
    );
  }
}

async function replaceMetrics(
  ctx: Ctx,
  passes: readonly Pass[],
  valuesOf: (pass: Pass) => string,
  idOf: (tag: string) => number,
  evaluation: number,
): Promise<void> {
  if (passes.length === 0) return;
  const table = `stage_metrics_${process.pid}_${Date.now()}`;
  try {
    await ctx.facts.run(`CREATE TABLE ${table} AS metrics`);
    for (const pass of passes) {
      await ctx.facts.run(
        `INSERT INTO ${table} (tag, customer, evaluation, number, time) SELECT tag, customer, ${literal.integer(evaluation)}, number, time FROM (${valuesOf(pass)})`,
        { lane: "heavy" },
      );
    }
    const filled = new Set((await ctx.facts.rows<{ tag: number }>(`SELECT DISTINCT tag FROM ${table} ORDER BY tag`)).map((row) => row.tag));
    for (const metric of passes.flatMap((pass) => pass.metrics)) {
      const id = idOf(metric.tag);
      if (filled.has(id)) await ctx.facts.run(`ALTER TABLE metrics REPLACE PARTITION ${literal.integer(id)} FROM ${table}`);
      else await ctx.facts.run(`ALTER TABLE metrics DROP PARTITION ${literal.integer(id)}`);
    }
  } finally {
    await ctx.facts.run(`DROP TABLE IF EXISTS ${table}`);
  }
}

/** The pass with only the columns its metrics need. */
export function onlyMetrics(pass: Pass): Pass {
  const wanted = new Set(pass.metrics.flatMap(({ value }) => (value.kind === "average" ? [value.sum, value.known] : [value.measure])));
  return { ...pass, leaves: [], measures: pass.measures.filter((measure) => wanted.has(measure.id)) };
}
