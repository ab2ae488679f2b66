export { badRows } from "./badRows.ts";
export { checkFile } from "./checkFile.ts";
export { IDENTITIES } from "./head/vocabulary.ts";
export { previewFile } from "./head/preview.ts";
export { importFile, type ImportFile } from "./importFile.ts";
export { listImports } from "./listImports.ts";
export { listProducts } from "./products/list.ts";
export { deleteMapping, listMappings, saveMapping } from "./mappings.ts";
export {
  issuesOf,
  MESSAGE_KINDS,
  trackMessage,
  trackMessages,
  type Arrival,
  type MessageKind,
  type TrackedMessage,
} from "./messages/index.ts";
export { toldCustomer } from "./messages/told.ts";
export { rejectedResult, resultsOf, sendEvents, setCustomer, upsertCustomers, type SetCustomer } from "./own/index.ts";
export { readMapping } from "./plan/mapping.ts";
export { recoverImports } from "./recoverImports.ts";
export { makeTemplate } from "./template/template.ts";
export { WITHOUT_TAGS, type Giving, type Tagging, type TagWords } from "./tagging.ts";
export { undoBatch } from "./load/undo.ts";
export { undoImport } from "./undoImport.ts";
export {
  closeLostRuns,
  createSource,
  deleteSource,
  dueSources,
  listSourceRuns,
  listSources,
  runSource,
  updateSource,
  type SourceMeans,
} from "./sources/index.ts";
export { dropOldUploads } from "./uploads.ts";
export { gatherBeside, recoverMessages, sendMessages, settleMessages, type MessageOutcome, type Sent } from "./stream/index.ts";
