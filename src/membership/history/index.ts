export { customerHistory } from "./customer.ts";
export { tagMoves } from "./moved.ts";
export { countMoves, movesOf, type LedgerMove, type MovesOf } from "./moves.ts";
export { settledEvaluation } from "./settled.ts";
export { membersSince } from "./since.ts";
export { storedMembersSql } from "./stored.ts";
export { tagHistory } from "./tag.ts";
