export { readIdentityCaps, writeIdentityCaps } from "./caps.ts";
export { decideReview } from "./decideReview.ts";
export { listCustomerIdentities } from "./identities.ts";
export { listMerges } from "./listMerges.ts";
export { listReviews } from "./listReviews.ts";
export { mergeCustomers } from "./mergeCustomers.ts";
export { previewMerge } from "./previewMerge.ts";
export { splitCustomer } from "./splitCustomer.ts";
export { undoMerge } from "./undoMerge.ts";
