export { nextPinExpiry, pinsExpired } from "./expiries.ts";
export { pinsInForce, type Pin } from "./inForce.ts";
export { listPins, shownPin } from "./list.ts";
export { pinnedAnswer, type Answer } from "./over.ts";
export { pinTag } from "./pin.ts";
export { pinnedSql, stagePins, type Pinnable, type StagedPins } from "./stage.ts";
export { unpinTag } from "./unpin.ts";
export { endOf } from "./until.ts";
