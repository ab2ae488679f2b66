/** Tags as code, without a store: what a document may contain, and what is wrong with one. */
export { documentSchema } from "./documentSchema.ts";
export { checkDocument, type Checked, type Remark } from "./checkDocument.ts";
export { catalogueOf } from "./catalogueOf.ts";
