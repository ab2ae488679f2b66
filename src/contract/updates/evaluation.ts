import { z } from "zod";
import { AsOf, InstantText } from "../common.ts";
import { operation } from "../define.ts";
import { JobRef } from "../shapes/tag.ts";

/** The result of an evaluation's job. */
export const EvaluationResult = z.object({
  /** Everybody was looked at, or only whom something changed, or nobody, for nothing changed: then `evaluation` is the last there was. */
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
  summary: { zh: "计算全部标签", en: "Evaluate all published tags: what can have changed, or everything by force (a job)" },
  query: z.object({ asOf: AsOf, force: z.stringbool().default(false) }),
  response: JobRef,
});
