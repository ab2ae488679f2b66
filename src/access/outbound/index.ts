export { isInner, isNetwork } from "./networks.ts";
export { drain, failureOf, readAddress, requestOutbound, type OutboundRequest } from "./request.ts";
export { resolveAllowed, type Address, type Allowance } from "./resolve.ts";
