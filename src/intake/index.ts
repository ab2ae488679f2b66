export { badRows } from "./badRows.ts";
export { importFile, type ImportFile } from "./importFile.ts";
export { listImports } from "./listImports.ts";
export {
  issuesOf,
  MESSAGE_KINDS,
  trackMessage,
  trackMessages,
  type Arrival,
  type MessageKind,
  type TrackedMessage,
} from "./messages/index.ts";
export { rejectedResult, resultsOf, sendEvents, setCustomer, upsertCustomers, type SetCustomer } from "./own/index.ts";
export { readMapping } from "./plan/mapping.ts";
export { recoverImports } from "./recoverImports.ts";
export { undoBatch } from "./load/undo.ts";
export { sendMessages, settleMessages, type MessageOutcome, type Sent } from "./stream/index.ts";
