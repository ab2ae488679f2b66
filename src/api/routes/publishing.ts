import * as contract from "../../contract/index.ts";
import { APPLY_JOB, createTag, deleteTag, estimateRule, previewRule, previewTags, RESTORE_JOB } from "../../publishing/index.ts";
import { asOfIn } from "../asOf.ts";
import { goneSignal } from "../gone.ts";
import { bind } from "../route.ts";
import { startJob } from "../startJob.ts";

export const publishingRoutes = [
  bind(contract.previewTags, ({ ctx, query, body }) => previewTags({ ctx, input: { ...body, asOf: asOfIn(ctx, query) } })),
  bind(contract.applyTags, (handled) => {
    const input = { ...handled.body, asOf: asOfIn(handled.ctx, handled.query) };
    return startJob(handled, APPLY_JOB, input);
  }),
  bind(contract.createTag, ({ ctx, app, body }) =>
    createTag({ ctx, input: body, start: (input) => app.jobs.enqueue(ctx, APPLY_JOB, input) }),
  ),
  bind(contract.deleteTag, ({ ctx, params }) => deleteTag({ ctx, input: params }), { byHolder: true }),
  bind(contract.restoreTag, (handled) => startJob(handled, RESTORE_JOB, { ...handled.params, ...handled.body })),
  bind(contract.previewRule, ({ ctx, query, body, reply }) =>
    previewRule({ ctx, input: { ...body, asOf: asOfIn(ctx, query), signal: goneSignal(reply) } }),
  ),
  bind(contract.estimateRule, ({ ctx, query, body, reply }) =>
    estimateRule({ ctx, input: { ...body, asOf: asOfIn(ctx, query), signal: goneSignal(reply) } }),
  ),
];
