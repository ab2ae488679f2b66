import {
  approveChange,
  commentChange,
  createChange,
  listChanges,
  previewChange,
  publishChange,
  readChange,
  rejectChange,
  startPublishing,
  withdrawChange,
} from "../../changes/index.ts";
import * as contract from "../../contract/index.ts";
import { bind } from "../route.ts";

export const changesRoutes = [
  bind(contract.listChanges, ({ ctx, query }) => listChanges({ ctx, input: query })),
  bind(contract.readChange, ({ ctx, params }) => readChange({ ctx, input: params })),
  bind(contract.createChange, ({ ctx, body }) => createChange({ ctx, input: body })),
  bind(contract.previewChange, ({ ctx, params }) => previewChange({ ctx, input: params })),
  bind(contract.commentChange, ({ ctx, params, body }) => commentChange({ ctx, input: { ...params, ...body } })),
  bind(contract.approveChange, ({ ctx, app, params, body }) =>
    approveChange({ ctx, input: { ...params, ...body }, start: (change) => startPublishing(ctx, app.jobs, change) }),
  ),
  bind(contract.rejectChange, ({ ctx, params, body }) => rejectChange({ ctx, input: { ...params, ...body } })),
  bind(contract.withdrawChange, ({ ctx, params, body }) => withdrawChange({ ctx, input: { ...params, ...body } })),
  bind(contract.publishChange, ({ ctx, app, params }) =>
    publishChange({ ctx, input: params, start: (change) => startPublishing(ctx, app.jobs, change) }),
  ),
];
