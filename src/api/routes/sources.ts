import { SYSTEM } from "../../access/index.ts";
import { sourceDeps } from "../../app/index.ts";
import { IMPORTED } from "../../assignments/index.ts";
import * as contract from "../../contract/index.ts";
import { createSource, deleteSource, listSourceRuns, listSources, runSource, updateSource } from "../../sources/index.ts";
import { bind } from "../route.ts";
import { startJob } from "../startJob.ts";

export const sourcesRoutes = [
  bind(contract.listSources, ({ ctx }) => listSources({ ctx, input: {} })),
  bind(contract.createSource, ({ ctx, app, body }) => createSource({ ctx, input: { ...body, deps: sourceDeps(app) } })),
  bind(contract.updateSource, ({ ctx, app, params, body }) => updateSource({ ctx, input: { ...params, ...body, deps: sourceDeps(app) } })),
  bind(contract.deleteSource, ({ ctx, params }) => deleteSource({ ctx, input: params })),
  bind(contract.runSource, (handled) => {
    const input = { ...handled.params, deps: sourceDeps(handled.app) };
    // Asked for by whoever may manage connections; read as Tagwise itself, as by the clock.
    return startJob(contract.runSource, handled, { kind: "import", queue: "sources" }, (work) =>
      runSource({ ...work, ctx: { ...work.ctx, actor: SYSTEM }, tagging: IMPORTED, input }),
    );
  }),
  bind(contract.listSourceRuns, ({ ctx, params, query }) => listSourceRuns({ ctx, input: { ...params, ...query } })),
];
