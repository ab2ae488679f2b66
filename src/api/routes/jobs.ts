import * as contract from "../../contract/index.ts";
import { cancelJob, listJobs, readJob } from "../../jobs/index.ts";
import { bind } from "../route.ts";

export const jobsRoutes = [
  bind(contract.readJob, ({ ctx, app, params, query }) => readJob({ ctx, input: { ...params, ...query, jobs: app.jobs } })),
  bind(contract.listJobs, ({ ctx, app }) => listJobs({ ctx, input: { jobs: app.jobs } })),
  bind(contract.cancelJob, ({ ctx, app, params }) => cancelJob({ ctx, input: { ...params, jobs: app.jobs } })),
];
