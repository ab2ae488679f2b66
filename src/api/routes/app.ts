import * as contract from "../../contract/index.ts";
import { openLiveStream } from "../liveStream.ts";
import { bind } from "../route.ts";

export const appRoutes = [
  bind(contract.readJob, async ({ ctx, app, params, query }) => app.jobs.shown(ctx, await app.jobs.read(params.job, query.wait))),
  bind(contract.listJobs, async ({ ctx, app }) => ({ items: (await app.jobs.running()).map((job) => app.jobs.shown(ctx, job)) })),
  bind(contract.cancelJob, ({ ctx, app, params }) => app.jobs.cancel(ctx, params.job)),
  bind(contract.listenLive, ({ ctx, app, query, request, reply }) => openLiveStream({ ctx, app, request, reply, since: query.since }), {
    produces: ["text/event-stream"],
  }),
];
