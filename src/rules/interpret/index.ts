export { interpretRule, interpretTags, type TagAnswer } from "./interpret.ts";
export { holds, type Columns } from "./predicate.ts";
export { type Moment, type Seen } from "./values.ts";
export type { CustomerFacts, FactAttribute, FactEvent } from "./facts.ts";
