export { assignTag } from "./assignTag.ts";
export { changeMemberships } from "./changeMemberships.ts";
export { IMPORTED } from "./imported/index.ts";
export { pinTag } from "./pin.ts";
export { unpinTag } from "./unpin.ts";
export { endOf } from "./until.ts";
