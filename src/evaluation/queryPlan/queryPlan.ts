import { readCatalogue } from "../../catalogue/index.ts";
import type { PlanOf, PlannedPass } from "../../contract/index.ts";
import { type Verb, sql } from "../../engine/index.ts";
import { formatInstant, problem, requirePermission, type Instant } from "../../kernel/index.ts";
import { leavesSql, metricsSql, planBuilder, planTags, type SqlScope } from "../../rules/index.ts";
import { findTag, publishedOf, rulesOf, visibleTags } from "../../tags/index.ts";
import { amongSql, composeSql, type Bitmaps } from "../composeTags.ts";
import { countEverybody } from "../../membership/index.ts";
import { onlyMetrics } from "../metrics.ts";
import { piecesOf } from "../passPieces.ts";
import { stagesOf } from "../planStages.ts";
import { expectedRows, laidOut } from "./expectedRows.ts";
import { sharesOf } from "./planUses.ts";
import { columnWords, namesOf, sourceWords } from "./planWords.ts";

export interface PlanOfInput {
  /** Codes or names; empty: all published tags. */
  readonly tags: readonly string[];
  readonly asOf?: Instant | undefined;
}

/**
 * How tags would be computed over everybody, without computing them. It calls the functions of a real run (planTags, stagesOf, piecesOf,
 * leavesSql, composeSql), so that both show the same SQL. Tables of a run have the names `leaves` and `tags` here.
 * @throws TAG_NOT_FOUND, TAG_AMBIGUOUS, TAG_CYCLE, TAG_READS_HIDDEN
 */
export async function readQueryPlan({ ctx, input }: Verb<PlanOfInput>): Promise<PlanOf> {
  requirePermission(ctx, "tag.read");
  const [set, catalogue] = [await visibleTags(ctx), await readCatalogue({ ctx })];
  const isSeen = (code: string) => set.hidden.size === 0 || [...rulesOf(set.all, [code]).keys()].every((one) => set.tags.has(one));
  const named = input.tags.map((name) => findTag(set, name));
  // A plan holds the conditions of all tags that a rule reads, so there is none of a rule that reads a hidden tag.
  for (const tag of named) if (!isSeen(tag.code)) throw problem("TAG_READS_HIDDEN", { tag: tag.name });
  const asked = new Set(named.length === 0 ? publishedOf(set).filter(isSeen) : named.map(({ code }) => code));
  const rules = rulesOf(set, asked);
  const builder = planBuilder();
  const plan = planTags(rules, builder);
  const asOf = input.asOf ?? ctx.clock();
  const timezone = ctx.workspace.timezone;
  const idOf = (code: string) => set.tags.get(code)!.id;
  const bitmaps: Bitmaps = { plan, leaves: "leaves", members: "tags", idOf };
  const scope: SqlScope = { catalogue, asOf, timezone, idOf, among: (formula) => amongSql(formula, bitmaps) };
  // Only a run knows which customers are ranked; the estimate assumes all.
  const before: SqlScope = { ...scope, among: () => sql`(SELECT customer FROM customers)` };
  const words = { catalogue, tags: set.refs, timezone };
  const shares = sharesOf(plan, rules, builder, words);
  const everybody = { kind: "everybody" } as const;
  const [most] = await ctx.facts.rows<{ highest: number }>(sql`SELECT max(customer) AS highest FROM customers`);
  const customers = await countEverybody(ctx);
  const universe = { customers, highest: most!.highest };

  const planned: PlanOf["stages"] = [];
  for (const { passes, tags } of stagesOf(plan)) {
    const shown: PlannedPass[] = [];
    for (const pass of passes) {
      const pieces = await piecesOf(ctx, [pass], before, universe, undefined);
      const statement = leavesSql(pass, scope, pieces[0]?.population ?? everybody);
      const metricSql = metricsSql(onlyMetrics(pass), scope, everybody, idOf);
      const estimated = leavesSql(pass, before, everybody) ?? metricsSql(onlyMetrics(pass), before, everybody, idOf);
      shown.push({
        source: pass.source.kind,
        reads: sourceWords(pass.source, words),
        names: namesOf(pass.source),
        rows: estimated === null ? null : await expectedRows(ctx, estimated),
        pieces: statement === null ? 0 : pieces.length,
        measures: pass.measures.map((measure) => ({
          id: measure.id,
          words: columnWords(measure, words),
          tags: shares.ofMeasure(measure.id),
        })),
        conditions: pass.leaves.map(({ id }) => ({ id, words: shares.wordsOf(id), tags: shares.ofLeaf(id) })),
        metrics: pass.metrics.map(({ tag }) => tag),
        sql: statement?.text ?? null,
        metricSql: metricSql?.text ?? null,
      });
    }
    const made = tags.filter((tag) => tag.tiers.length > 0);
    planned.push({ passes: shown, tags: made.map(({ tag }) => tag), sql: made.length === 0 ? null : composeSql(made, bitmaps).text });
  }
  const stages = await readable(planned, (statements) => laidOut(ctx, statements));
  const all = stages.flatMap((stage) => stage.passes);
  const measures = all.flatMap((pass) => pass.measures);
  return {
    asOf: formatInstant(asOf),
    customers,
    tags: plan.tags.map(({ tag: code }) => {
      const { name, kind } = set.tags.get(code)!;
      return { code, name, kind, asked: asked.has(code) };
    }),
    stages,
    totals: {
      passes: all.length,
      measures: measures.length,
      unshared: measures.reduce((sum, { tags }) => sum + tags.length, 0),
      rows: all.reduce((sum, { rows }) => sum + (rows ?? 0), 0),
    },
  };
}

/** The same plan with every statement formatted. */
async function readable(stages: PlanOf["stages"], layOut: (statements: readonly string[]) => Promise<string[]>): Promise<PlanOf["stages"]> {
  const raw = stages
    .flatMap(({ passes, sql: statement }) => [...passes.flatMap((pass) => [pass.sql, pass.metricSql]), statement])
    .filter((statement) => statement !== null);
  const nice = await layOut(raw);
  const of = new Map(raw.map((statement, index) => [statement, nice[index]!]));
  const laid = (statement: string | null) => (statement === null ? null : of.get(statement)!);
  return stages.map((stage) => ({
    ...stage,
    sql: laid(stage.sql),
    passes: stage.passes.map((pass) => ({ ...pass, sql: laid(pass.sql), metricSql: laid(pass.metricSql) })),
  }));
}
