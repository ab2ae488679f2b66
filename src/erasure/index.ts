export { finishErasure, finishErasures } from "./finishErasure.ts";
export { eraseCustomer } from "./eraseCustomer.ts";
