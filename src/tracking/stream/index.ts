export { gatherBeside, sendMessages, settleMessages } from "./send.ts";
export type { MessageOutcome, Sent } from "./sent.ts";
export { recoverMessages } from "./takeBack.ts";
