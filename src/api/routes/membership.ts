import * as contract from "../../contract/index.ts";
import { findCustomer } from "../../identity/index.ts";
import { applyTags, estimateRule, previewRule, previewTags } from "../../publishing/index.ts";
import { assignTag, setOverride, removeOverride } from "../../assignments/index.ts";
import { customerHistory, listOverrides, tagHistory, tagMoves } from "../../membership/index.ts";
import { evaluateTags } from "../../updates/index.ts";
import { explainTag } from "../../explain/index.ts";
import { readQueryPlan } from "../../evaluation/index.ts";
import { asOfIn } from "../asOf.ts";
import { goneSignal } from "../gone.ts";
import { numbersOf } from "../customers.ts";
import { bind } from "../route.ts";
import { startJob } from "../startJob.ts";

/** Evaluations of one process run one after another. */
const QUEUE = "evaluation";

export const membershipRoutes = [
  bind(contract.previewTags, ({ ctx, query, body }) => previewTags({ ctx, input: { ...body, asOf: asOfIn(ctx, query) } })),
  bind(contract.applyTags, (handled) => {
    const input = { ...handled.body, asOf: asOfIn(handled.ctx, handled.query) };
    return startJob(contract.applyTags, handled, { kind: "apply", queue: QUEUE }, ({ ctx, progress, signal }) =>
      applyTags({ ctx, input: { ...input, progress, signal } }),
    );
  }),
  bind(contract.evaluateTags, (handled) => {
    const asOf = asOfIn(handled.ctx, handled.query);
    return startJob(contract.evaluateTags, handled, { kind: "evaluate", queue: QUEUE }, ({ ctx, progress, signal }) =>
      evaluateTags({ ctx, input: { asOf, force: handled.query.force, progress, signal } }),
    );
  }),
  bind(contract.assignTag, async ({ ctx, params, body: { reason, until, ...lists } }) =>
    assignTag({ ctx, input: { ...params, reason, until, ...(await numbersOf(ctx, lists)) } }),
  ),
  bind(contract.readQueryPlan, ({ ctx, query, body }) => readQueryPlan({ ctx, input: { ...body, asOf: asOfIn(ctx, query) } })),
  bind(contract.previewRule, ({ ctx, query, body, reply }) =>
    previewRule({ ctx, input: { ...body, asOf: asOfIn(ctx, query), signal: goneSignal(reply) } }),
  ),
  bind(contract.estimateRule, ({ ctx, query, body, reply }) =>
    estimateRule({ ctx, input: { ...body, asOf: asOfIn(ctx, query), signal: goneSignal(reply) } }),
  ),
  bind(contract.setOverride, async ({ ctx, params, body }) => {
    const customer = await findCustomer({ ctx, input: body.customer });
    return setOverride({ ctx, input: { ...params, ...body, customer } });
  }),
  bind(contract.removeOverride, async ({ ctx, params }) => {
    const customer = await findCustomer({ ctx, input: params.customer });
    return removeOverride({ ctx, input: { tag: params.tag, customer } });
  }),
  bind(contract.listOverrides, ({ ctx, params, query }) => listOverrides({ ctx, input: { ...params, ...query } })),
  bind(contract.customerHistory, async ({ ctx, params, query }) => {
    const customer = await findCustomer({ ctx, input: params.customer });
    return customerHistory({ ctx, input: { ...query, customer } });
  }),
  bind(contract.tagHistory, ({ ctx, params, query }) => tagHistory({ ctx, input: { ...params, ...query } })),
  bind(contract.tagMoves, ({ ctx, params, query }) => tagMoves({ ctx, input: { ...params, ...query } })),
  bind(contract.explainTag, async ({ ctx, params, query }) => {
    const customer = await findCustomer({ ctx, input: params.customer });
    return explainTag({ ctx, input: { customer, tag: params.tag, asOf: asOfIn(ctx, query) } });
  }),
];
