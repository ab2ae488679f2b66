export { customerHistory } from "./customer.ts";
export { tagMoves } from "./moved.ts";
export { membersSince } from "./since.ts";
export { storedMembersSql } from "./stored.ts";
export { tagHistory } from "./tag.ts";
