import { z } from "zod";
import { AsOf, InstantText, Text } from "../common.ts";
import { operation } from "../define.ts";
import { TagKind } from "../shapes/tag.ts";

/** A column that is computed once for all customers, and the tags that share it. */
const PlannedMeasure = z.object({ id: z.string(), words: Text, tags: z.array(z.string()) });

/** A condition. A pass returns its customers as one bitmap, from which the tags are computed. */
const PlannedCondition = z.object({ id: z.string(), words: Text, tags: z.array(z.string()) });

/** One scan of stored data, with the columns and bitmaps computed from it. */
export const PlannedPass = z.object({
  source: z.enum(["event", "events", "attribute", "membershipHistory", "ranked", "cycle"]),
  /** What is read, in words. */
  reads: Text,
  /** Codes of the events or the attribute; for `membershipHistory` the tag's code. */
  names: z.array(z.string()),
  /** An estimate of the rows to read, from the store's index, before anything is read. Null if the store has no estimate. */
  rows: z.number().int().nullable(),
  /** The number of statements. Each reads a range of customers, so that it fits into memory. */
  pieces: z.number().int(),
  measures: z.array(PlannedMeasure),
  conditions: z.array(PlannedCondition),
  /** Metric tags whose values this pass computes. */
  metrics: z.array(z.string()),
  /** The formatted SQL of the first piece. Null if the pass only computes metrics; their SQL is `metricSql`. */
  sql: z.string().nullable(),
  metricSql: z.string().nullable(),
});
export type PlannedPass = z.output<typeof PlannedPass>;

export const PlanOf = z.object({
  asOf: InstantText,
  customers: z.number().int(),
  /** The requested tags (`asked`), and the tags that their rules use. */
  tags: z.array(z.object({ code: z.string(), name: Text, kind: TagKind, asked: z.boolean() })),
  /** In order. A stage runs its passes, then computes the tags that need no later pass. */
  stages: z.array(
    z.object({
      passes: z.array(PlannedPass),
      /** Tags computed in this stage from bitmaps. */
      tags: z.array(z.string()),
      sql: z.string().nullable(),
    }),
  ),
  /** Totals. `unshared`: how many measures there would be if tags shared none. `rows`: the estimate. */
  totals: z.object({ passes: z.number().int(), measures: z.number().int(), unshared: z.number().int(), rows: z.number().int() }),
});
export type PlanOf = z.output<typeof PlanOf>;

export const readQueryPlan = operation({
  id: "readQueryPlan",
  method: "POST",
  path: "/evaluations/plan",
  room: "evaluation",
  permission: "tag.read",
  status: 200,
  summary: {
    zh: "标签的查询计划：阶段、扫描、共用的度量、预计读取行数、SQL；不执行计算",
    en: "The query plan of tags: stages, passes, shared measures, expected rows, SQL. Nothing is evaluated",
  },
  query: z.object({ asOf: AsOf }),
  body: z
    .object({ tags: z.array(z.string().min(1).max(200)).max(2_000).default([]) })
    .strict()
    .meta({ description: "Codes or names. An empty list means all published tags" }),
  response: PlanOf,
});
