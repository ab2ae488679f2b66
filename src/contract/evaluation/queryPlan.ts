import { z } from "zod";
import { AsOf, InstantText, Text } from "../common.ts";
import { operation } from "../define.ts";
import { TagKind } from "../shapes/tag.ts";

/** A column computed once for everybody, and the tags that share it. */
const PlannedMeasure = z.object({ id: z.string(), words: Text, tags: z.array(z.string()) });

/** A condition whose customers leave a pass as one bitmap, and the tags made of it. */
const PlannedCondition = z.object({ id: z.string(), words: Text, tags: z.array(z.string()) });

/** One scan: what is read, the columns and bitmaps taken from it. */
export const PlannedPass = z.object({
  source: z.enum(["event", "events", "attribute", "ledger", "ranked", "cycle"]),
  /** What is read, in words. */
  reads: Text,
  /** Codes of the events or the attribute; for the ledger the tag. */
  names: z.array(z.string()),
  /** Rows the store expects to read, by its index: an estimate, taken before anything is read. Null where it cannot say. */
  rows: z.number().int().nullable(),
  /** How many statements it is taken in, so that each fits the memory: spans of customers one after another. */
  pieces: z.number().int(),
  measures: z.array(PlannedMeasure),
  conditions: z.array(PlannedCondition),
  /** Metric tags whose values come from it. */
  metrics: z.array(z.string()),
  /** The statement as it runs, of the first piece, laid out; null where a pass only serves metrics, whose statement is then `metricSql`. */
  sql: z.string().nullable(),
  metricSql: z.string().nullable(),
});
export type PlannedPass = z.output<typeof PlannedPass>;

export const PlanOf = z.object({
  asOf: InstantText,
  customers: z.number().int(),
  /** Tags asked about, and those they name. */
  tags: z.array(z.object({ code: z.string(), name: Text, kind: TagKind, asked: z.boolean() })),
  /** One after another: passes, then the tags that need no more than what was made up to then. */
  stages: z.array(
    z.object({
      passes: z.array(PlannedPass),
      /** Tags made in this stage, as algebra over the bitmaps. */
      tags: z.array(z.string()),
      sql: z.string().nullable(),
    }),
  ),
  /** Sums over everything: passes, columns, and columns there would be if no tag shared any; expected rows. */
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
    zh: "标签怎样计算：阶段、扫描、共用的度量、预计读取的行数、SQL",
    en: "How tags are computed: stages, passes, shared measures, expected rows, SQL. Nothing is computed",
  },
  query: z.object({ asOf: AsOf }),
  body: z
    .object({ tags: z.array(z.string().min(1).max(200)).max(2_000).default([]) })
    .strict()
    .meta({ description: "Codes or names; none: all published tags" }),
  response: PlanOf,
});
