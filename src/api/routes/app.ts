import * as contract from "../../contract/index.ts";
import { openLiveStream } from "../liveStream.ts";
import { bind } from "../route.ts";

export const appRoutes = [
  bind(contract.readJob, ({ app, params, query }) => app.jobs.read(params.job, query.wait)),
  bind(contract.listJobs, async ({ app }) => ({ items: await app.jobs.running() })),
  bind(contract.cancelJob, ({ ctx, app, params }) => app.jobs.cancel(ctx, params.job)),
  bind(contract.listenLive, ({ ctx, app, query, request, reply }) => openLiveStream({ ctx, app, request, reply, since: query.since }), {
    produces: ["text/event-stream"],
  }),
];
