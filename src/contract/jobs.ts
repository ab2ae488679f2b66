import { z } from "zod";
import { operation } from "./define.ts";
import { JobShape } from "./intake.ts";

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
