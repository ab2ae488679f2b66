export { changeTagSettings } from "./settings/changeTagSettings.ts";
export { readTagSettings } from "./settings/readTagSettings.ts";
export * from "./bulk/index.ts";
export { assignNow, assignTag } from "./assignTag.ts";
export { changeMemberships } from "./changeMemberships.ts";
export { IMPORTED } from "./imported/index.ts";
export { setOverride } from "./setOverride.ts";
export { removeOverride } from "./removeOverride.ts";
export { endInstantOf } from "./endInstant.ts";
