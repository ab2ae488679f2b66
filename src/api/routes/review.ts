import * as contract from "../../contract/index.ts";
import {
  countReviews,
  decideReview,
  listCustomerIdentities,
  listIdentityKinds,
  listMerges,
  listReviews,
  mergeCustomers,
  previewIdentityCaps,
  previewMerge,
  readIdentityCaps,
  previewSplit,
  previewUndo,
  splitCustomer,
  undoMerge,
  writeIdentityCaps,
} from "../../review/index.ts";
import { bind } from "../route.ts";

export const reviewRoutes = [
  bind(contract.listCustomerIdentities, ({ ctx, params }) => listCustomerIdentities({ ctx, input: params })),
  bind(contract.listMerges, ({ ctx, query }) => listMerges({ ctx, input: query })),
  bind(contract.previewMerge, ({ ctx, params }) => previewMerge({ ctx, input: params })),
  bind(contract.mergeCustomers, ({ ctx, params, body }) => mergeCustomers({ ctx, input: { ...params, ...body } })),
  bind(contract.splitCustomer, ({ ctx, params, body }) => splitCustomer({ ctx, input: { ...params, ...body } })),
  bind(contract.previewSplit, ({ ctx, params, body }) => previewSplit({ ctx, input: { ...params, ...body } })),
  bind(contract.previewUndo, ({ ctx, params }) => previewUndo({ ctx, input: params })),
  bind(contract.undoMerge, ({ ctx, params, body }) => undoMerge({ ctx, input: { ...params, ...body } })),
  bind(contract.listReviews, ({ ctx, query }) => listReviews({ ctx, input: query })),
  bind(contract.countReviews, ({ ctx }) => countReviews({ ctx })),
  bind(contract.decideReview, ({ ctx, params, body }) => decideReview({ ctx, input: { ...params, ...body } })),
  bind(contract.readIdentityCaps, ({ ctx }) => readIdentityCaps({ ctx })),
  bind(contract.writeIdentityCaps, ({ ctx, body }) => writeIdentityCaps({ ctx, input: body })),
  bind(contract.previewIdentityCaps, ({ ctx, body }) => previewIdentityCaps({ ctx, input: body })),
  bind(contract.listIdentityKinds, ({ ctx }) => listIdentityKinds({ ctx })),
];
