export * from "./language/index.ts";
export * from "./interpret/index.ts";
export * from "./sql/index.ts";
export { evaluationOrder, planTags, planRule, sourceKey } from "./plan/plan.ts";
export { leavesOf, tagsOf } from "./plan/formula.ts";
export { planBuilder, type Builder } from "./plan/builder.ts";
export { isZeroOverNothing } from "./leaves/event/plan.ts";
export type * from "./plan/types.ts";
