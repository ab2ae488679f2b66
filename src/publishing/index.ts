export { applyTags, type PublishedBefore } from "./applyTags.ts";
export { estimateRule } from "./draft/estimateRule.ts";
export { previewRule } from "./draft/previewRule.ts";
export { previewTags } from "./previewTags.ts";
export { retypeAttribute } from "./retypeAttribute.ts";
export { RETYPE_JOB, retypeJob } from "./retypeJob.ts";
export { APPLY_JOB, applyJob } from "./applyJob.ts";
