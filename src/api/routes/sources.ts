import { sourceDeps } from "../../app/index.ts";
import * as contract from "../../contract/index.ts";
import { createSource, deleteSource, listSourceRuns, listSources, SOURCE_JOB, updateSource } from "../../sources/index.ts";
import { bind } from "../route.ts";
import { startJob } from "../startJob.ts";

export const sourcesRoutes = [
  bind(contract.listSources, ({ ctx }) => listSources({ ctx, input: {} })),
  bind(contract.createSource, ({ ctx, app, body }) => createSource({ ctx, input: { ...body, deps: sourceDeps(app) } })),
  bind(contract.updateSource, ({ ctx, app, params, body }) => updateSource({ ctx, input: { ...params, ...body, deps: sourceDeps(app) } })),
  bind(contract.deleteSource, ({ ctx, params }) => deleteSource({ ctx, input: params })),
  bind(contract.runSource, (handled) => startJob(handled, SOURCE_JOB, handled.params)),
  bind(contract.listSourceRuns, ({ ctx, params, query }) => listSourceRuns({ ctx, input: { ...params, ...query } })),
];
