import * as contract from "../../contract/index.ts";
import {
  countReviews,
  decideReview,
  editPlaceholders,
  listCustomerIdentities,
  listIdentityKinds,
  listMerges,
  listPlaceholders,
  listReviews,
  mergeCustomers,
  previewMerge,
  previewMergeLimits,
  previewPlaceholders,
  previewReview,
  previewSplit,
  previewUndo,
  readMergeLimits,
  setMergeLimits,
  splitCustomer,
  undoMerge,
} from "../../review/index.ts";
import { bind } from "../route.ts";

const BY_HOLDER = { byHolder: true } as const;

export const reviewRoutes = [
  bind(contract.listCustomerIdentities, ({ ctx, params }) => listCustomerIdentities({ ctx, input: params })),
  bind(contract.listMerges, ({ ctx, query }) => listMerges({ ctx, input: query })),
  bind(contract.previewMerge, ({ ctx, params }) => previewMerge({ ctx, input: params })),
  bind(contract.mergeCustomers, ({ ctx, params, body }) => mergeCustomers({ ctx, input: { ...params, ...body } }), BY_HOLDER),
  bind(contract.splitCustomer, ({ ctx, params, body }) => splitCustomer({ ctx, input: { ...params, ...body } }), BY_HOLDER),
  bind(contract.previewSplit, ({ ctx, params, body }) => previewSplit({ ctx, input: { ...params, ...body } })),
  bind(contract.previewUndo, ({ ctx, params }) => previewUndo({ ctx, input: params })),
  bind(contract.undoMerge, ({ ctx, params, body }) => undoMerge({ ctx, input: { ...params, ...body } }), BY_HOLDER),
  bind(contract.listReviews, ({ ctx, query }) => listReviews({ ctx, input: query })),
  bind(contract.countReviews, ({ ctx }) => countReviews({ ctx })),
  bind(contract.decideReview, ({ ctx, params, body }) => decideReview({ ctx, input: { ...params, ...body } }), BY_HOLDER),
  bind(contract.readMergeLimits, ({ ctx }) => readMergeLimits({ ctx })),
  bind(contract.setMergeLimits, ({ ctx, body }) => setMergeLimits({ ctx, input: body }), BY_HOLDER),
  bind(contract.previewMergeLimits, ({ ctx, body }) => previewMergeLimits({ ctx, input: body })),
  bind(contract.previewReview, ({ ctx, params, query }) => previewReview({ ctx, input: { ...params, ...query } })),
  bind(contract.listPlaceholders, ({ ctx }) => listPlaceholders({ ctx })),
  bind(contract.previewPlaceholders, ({ ctx, body }) => previewPlaceholders({ ctx, input: body })),
  bind(contract.editPlaceholders, ({ ctx, body }) => editPlaceholders({ ctx, input: body }), BY_HOLDER),
  bind(contract.listIdentityKinds, ({ ctx }) => listIdentityKinds({ ctx })),
];
