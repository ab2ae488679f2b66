export { shownUses, withoutHiddenNames } from "./hiddenNames.ts";
export { hiddenTags, seenCodes, visibleTagNames } from "./hiddenTags.ts";
export { definitionRedactor } from "./redact.ts";
export { groupsSeen, limitTags, type VisibleTags } from "./limitTags.ts";
export { rememberedVisibleTags, visibleOf, visibleTags } from "./visibleTags.ts";
