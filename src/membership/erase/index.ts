export { finishErasure, finishErasures } from "./finish.ts";
export { requestErasure } from "./request.ts";
