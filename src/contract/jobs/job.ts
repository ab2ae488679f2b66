import { z } from "zod";
import { InstantText, Text } from "../common.ts";
import { operation } from "../define.ts";

/** The kinds of jobs that an API operation can start. */
export const JobKindName = z.enum([
  "import",
  "undo",
  "export",
  "apply",
  "publish",
  "restore",
  "retype",
  "evaluate",
  "backtest",
  "erase",
  "source",
  "bulkAssign",
  "bulkUndo",
]);
export type JobKindName = z.output<typeof JobKindName>;

export const JobShape = z.object({
  id: z.string(),
  kind: JobKindName,
  /** queued: it waits for other jobs of its kind, or for its start time. */
  state: z.enum(["queued", "running", "done", "failed"]),
  step: Text.nullable(),
  /** From 0 to 1; null if unknown. */
  progress: z.number().nullable(),
  result: z.unknown().nullable(),
  problem: z
    .object({ code: z.string(), zh: z.string(), en: z.string(), exit: z.number().int(), issues: z.array(z.unknown()).optional() })
    .nullable(),
  createdAt: InstantText,
  startedAt: InstantText.nullable(),
  endedAt: InstantText.nullable(),
  /** A cancellation was requested. The job becomes `failed` with JOB_CANCELLED when its statements in the stores have ended. */
  cancelling: z.boolean(),
});
export type JobShape = z.output<typeof JobShape>;

/** Whether a job is queued or running. */
export function isOpenJob({ state }: Pick<JobShape, "state">): boolean {
  return state === "queued" || state === "running";
}

export const readJob = operation({
  id: "readJob",
  method: "GET",
  path: "/jobs/:job",
  room: "jobs",
  permission: "own",
  status: 200,
  summary: { zh: "任务进度", en: "Progress and result of a job" },
  params: z.object({ job: z.string() }),
  query: z.object({
    wait: z.coerce
      .number()
      .int()
      .min(0)
      .max(30_000)
      .default(0)
      .meta({ description: "Milliseconds to wait for a change of state before the answer" }),
  }),
  response: JobShape,
});

const JobParams = z.object({ job: z.string() });

export const listJobs = operation({
  id: "listJobs",
  method: "GET",
  path: "/jobs",
  room: "jobs",
  permission: "own",
  status: 200,
  summary: { zh: "正在进行的任务", en: "Queued and running jobs, oldest first" },
  response: z.object({ items: z.array(JobShape) }),
});

export const cancelJob = operation({
  id: "cancelJob",
  method: "DELETE",
  path: "/jobs/:job",
  room: "jobs",
  permission: "own",
  status: 200,
  summary: {
    zh: "取消任务：停止执行，数据保持原样。发起人或有权发起同类任务的人可以取消",
    en: "Cancel a job. The data stays as it was. Allowed for the person who started it and for everybody who may start this kind",
  },
  params: JobParams,
  response: JobShape,
});
