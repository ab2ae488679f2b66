import { z } from "zod";
import { AsOf, InstantText } from "../common.ts";
import { operation } from "../define.ts";
import { JobRef } from "../shapes/tag.ts";

/** The result of an evaluation's job. */
export const EvaluationResult = z.object({
  /** Whether all customers were evaluated, or only changed ones, or none because nothing changed. Then `evaluation` is the previous one. */
  how: z.enum(["full", "incremental", "nothing"]),
  evaluation: z.number().int(),
  asOf: InstantText,
  milliseconds: z.number(),
  tags: z.number().int(),
  entered: z.number().int(),
  left: z.number().int(),
  failed: z.array(z.object({ tag: z.string(), code: z.string(), zh: z.string(), en: z.string() })),
});
export type EvaluationResult = z.output<typeof EvaluationResult>;

export const evaluateTags = operation({
  id: "evaluateTags",
  method: "POST",
  path: "/evaluations",
  room: "updates",
  permission: "tag.edit",
  status: 202,
  summary: {
    zh: "计算全部已发布的标签：默认只算有变化的，force 全部重算（任务）",
    en: "Evaluate all published tags: only changed data, or everything with force (a job)",
  },
  query: z.object({ asOf: AsOf, force: z.stringbool().default(false) }),
  response: JobRef,
});
