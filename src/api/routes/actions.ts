import * as actions from "../../actions/index.ts";
import { webhookDeps } from "../../app/index.ts";
import * as contract from "../../contract/index.ts";
import { bind } from "../route.ts";

export const actionsRoutes = [
  bind(contract.listWebhooks, ({ ctx }) => actions.listWebhooks({ ctx, input: {} })),
  bind(contract.readWebhook, ({ ctx, params }) => actions.readWebhook({ ctx, input: params })),
  bind(contract.createWebhook, ({ ctx, app, body }) => actions.createWebhook({ ctx, input: { ...body, deps: webhookDeps(app) } })),
  bind(
    contract.updateWebhook,
    ({ ctx, app, params, body }) => actions.updateWebhook({ ctx, input: { ...params, ...body, deps: webhookDeps(app) } }),
    // What it was not told of yet is planned first, and the holder plans.
    { byHolder: true },
  ),
  bind(contract.deleteWebhook, ({ ctx, params }) => actions.deleteWebhook({ ctx, input: params })),
  bind(contract.rotateWebhookSecret, ({ ctx, app, params, body }) =>
    actions.rotateWebhookSecret({ ctx, input: { ...params, ...body, deps: webhookDeps(app) } }),
  ),
  bind(contract.endPreviousSecret, ({ ctx, params }) => actions.endPreviousSecret({ ctx, input: params })),
  bind(contract.testWebhook, ({ ctx, app, params, body }) =>
    actions.testWebhook({ ctx, input: { ...params, ...body, deps: webhookDeps(app) } }),
  ),
  bind(contract.listWebhookTypes, ({ ctx }) => actions.listWebhookTypes({ ctx, input: {} })),
  bind(contract.listDeliveries, ({ ctx, params, query }) => actions.listDeliveries({ ctx, input: { ...params, ...query } })),
  bind(contract.replayDeliveries, ({ ctx, params, body }) => actions.replayDeliveries({ ctx, input: { ...params, ...body } })),
];
