import { z } from "zod";
import { InstantText, Text } from "../common.ts";
import { operation } from "../define.ts";

export const JobShape = z.object({
  id: z.string(),
  kind: z.enum(["import", "undo", "export", "apply", "evaluate", "backtest", "erase"]),
  state: z.enum(["running", "done", "failed"]),
  step: Text.nullable(),
  /** 0 to 1; null while it cannot be known. */
  progress: z.number().nullable(),
  result: z.unknown().nullable(),
  problem: z
    .object({ code: z.string(), zh: z.string(), en: z.string(), exit: z.number().int(), issues: z.array(z.unknown()).optional() })
    .nullable(),
  startedAt: InstantText,
  endedAt: InstantText.nullable(),
  /** It was told to stop; it ends as `failed` with JOB_CANCELLED as soon as the stores have let go. */
  cancelling: z.boolean(),
});
export type JobShape = z.output<typeof JobShape>;

export const readJob = operation({
  id: "readJob",
  method: "GET",
  path: "/jobs/:job",
  room: "app",
  permission: null,
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
  room: "app",
  permission: null,
  status: 200,
  summary: { zh: "正在进行的任务", en: "Jobs that run now, oldest first" },
  response: z.object({ items: z.array(JobShape) }),
});

export const cancelJob = operation({
  id: "cancelJob",
  method: "DELETE",
  path: "/jobs/:job",
  room: "app",
  permission: null,
  status: 200,
  summary: {
    zh: "取消任务：停止计算，数据保持原样",
    en: "Cancel a job: its work in the stores is ended and the data stays as it was. Its own starter may, and who may start its like",
  },
  params: JobParams,
  response: JobShape,
});
