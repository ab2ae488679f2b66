/** Tags as code, without a store: what a document may contain. */
export { documentSchema } from "./documentSchema.ts";
