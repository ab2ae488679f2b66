export { answersOnDemand, interpretRule, interpretTags, type Answer, type Population as InterpretedPopulation } from "./interpret.ts";
export { interpretMeasure } from "../leaves/event/interpret.ts";
export { measuredValue } from "../measures/measureRun.ts";
export { holds, type Columns } from "./predicate.ts";
export { type Cycle, type Moment, type Seen } from "./values.ts";
export type { CustomerFacts, FactAttribute, FactEvent, FactMembership } from "./facts.ts";
