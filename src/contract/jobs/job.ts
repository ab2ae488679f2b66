import { z } from "zod";
import { InstantText, Text } from "../common.ts";
import { operation } from "../define.ts";

/** The kinds of jobs that people and programs start. */
export const JobKindName = z.enum(["import", "undo", "export", "apply", "evaluate", "backtest", "erase", "source"]);
export type JobKindName = z.output<typeof JobKindName>;

export const JobShape = z.object({
  id: z.string(),
  kind: JobKindName,
  /** queued: it waits to start, for others of its like or for its instant. */
  state: z.enum(["queued", "running", "done", "failed"]),
  step: Text.nullable(),
  /** 0 to 1; null while it cannot be known. */
  progress: z.number().nullable(),
  result: z.unknown().nullable(),
  problem: z
    .object({ code: z.string(), zh: z.string(), en: z.string(), exit: z.number().int(), issues: z.array(z.unknown()).optional() })
    .nullable(),
  createdAt: InstantText,
  startedAt: InstantText.nullable(),
  endedAt: InstantText.nullable(),
  /** It was told to stop; it ends as `failed` with JOB_CANCELLED as soon as the stores have let go. */
  cancelling: z.boolean(),
});
export type JobShape = z.output<typeof JobShape>;

/** Whether a job has not ended. */
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
    wait: z.coerce.number().int().min(0).max(30_000).default(0).meta({ description: "Milliseconds to wait for a change of state" }),
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
  summary: { zh: "正在进行的任务", en: "Jobs that run now, oldest first" },
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
    zh: "取消任务：停止计算，数据保持原样",
    en: "Cancel a job: its work in the stores is ended and the data stays as it was. Its own starter may, and who may start its like",
  },
  params: JobParams,
  response: JobShape,
});
