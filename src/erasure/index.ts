export { finishErasure, finishErasures } from "./finishErasure.ts";
export { requestErasure } from "./requestErasure.ts";
