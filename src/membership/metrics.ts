import { literal, type Ctx } from "../engine/index.ts";
import { metricsSql, type Plan, type SqlScope } from "../rules/index.ts";

/** Computes and replaces the values of metric tags, each tag as a whole. A customer without a value has no row. */
export async function writeMetrics(
  ctx: Ctx,
  plan: Plan,
  scope: SqlScope,
  idOf: (tag: string) => number,
  skip: ReadonlySet<string>,
): Promise<void> {
  const passes = plan.passes
    .map((pass) => ({ ...pass, metrics: pass.metrics.filter((metric) => !skip.has(metric.tag)) }))
    .filter((pass) => pass.metrics.length > 0);
  if (passes.length === 0) return;
  const table = `stage_metrics_${process.pid}_${Date.now()}`;
  try {
    await ctx.facts.run(`CREATE TABLE ${table} AS metrics`);
    for (const pass of passes) {
      const wanted = new Set(pass.metrics.flatMap(({ value }) => (value.kind === "average" ? [value.sum, value.known] : [value.measure])));
      const sql = metricsSql(
        { ...pass, measures: pass.measures.filter((measure) => wanted.has(measure.id)) },
        scope,
        { kind: "everybody" },
        idOf,
      );
      if (sql !== null) await ctx.facts.run(`INSERT INTO ${table} ${sql}`, { lane: "heavy" });
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
