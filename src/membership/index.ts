export { applyTags, type Applied } from "./apply.ts";
export { assignTag } from "./assign.ts";
export { rulesOf } from "./closure.ts";
export { recoverMembers } from "./commit.ts";
export { evaluateTags, isEvaluating, type Evaluated } from "./evaluate.ts";
export { explainTag } from "./explain.ts";
export { countEverybody, countMembers, entriesOf, metricsOf, tagsOfCustomers, type Held, type MemberCount } from "./members.ts";
export { previewTags } from "./preview.ts";
export { runTags, type RunResult } from "./run.ts";
