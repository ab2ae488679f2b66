export { assertCustomersExist } from "./append/assertCustomersExist.ts";
export { appendBatch } from "./append/append.ts";
export { checked, type Checked } from "./append/messages.ts";
export type { AppendInput, Appended, IncomingCustomer, IncomingEvent, Violation } from "./append/messages.ts";
export { attributeFault } from "./append/attributeFault.ts";
export { namedEventIdSql, number128Sql, sendersEventIdSql } from "./append/sameness.ts";
export { forgetMessages, sweepMessagesJob } from "./append/receivedMessages.ts";
export type { ValidEvent } from "./append/eventRows.ts";
export { storedForm, type CheckedMessages, type StoredMessages } from "./append/storedForm.ts";
export { validateMessages } from "./append/validateMessages.ts";
export { writeMessages, type Written } from "./append/writeMessages.ts";
export { forgetConflicts } from "./conflicts/forget.ts";
export { listConflicts } from "./conflicts/list.ts";
export {
  closeBatch,
  closeMessages,
  foreignBatches,
  withdrawBatch,
  closeLostBatches,
  forgetBatches,
  newBatches,
  importedAmong,
  onBatchClosed,
  openBatches,
  openBatch,
  reopenBatch,
} from "./batches.ts";
export { endQueuedDeletes } from "./queuedDeletes.ts";
export { writtenAmong, type WrittenBatch } from "./writtenBatches.ts";
export { finishUndos, onDecided, undoLater, undecidedAmong, hasPendingUndos } from "./undecided.ts";
export { changeAttributeType, finishRetype, finishRetypes } from "./dictionary/attributeType/changeAttributeType.ts";
export { previewAttributeType } from "./dictionary/attributeType/attributeTypePreview.ts";
export { readEventUse } from "./dictionary/eventUse.ts";
export { changeAttribute, labelEvent } from "./dictionary/label.ts";
export { forgetExamples, recordViolations } from "./dictionary/violations.ts";
export { changeProperty } from "./dictionary/property.ts";
export { readCatalogueUse } from "./dictionary/dictionaryUse.ts";
export { countFacts, eraseCustomerRows, eraseFacts, freeIds, type Erased } from "./erase.ts";
export { maskAttributeSql, maskedTextSql, maskIdentitySql } from "./maskSql.ts";
export { noteCustomers, sees, seesPersonal, shownAttribute, shownIdentity, shownProperty, shownText, shownWords } from "./mask.ts";
export { begunAt, moveRows, retire } from "./moveRows.ts";
export { readAttributes, type AttributeNow, type ReadAttributesInput } from "./read/attributes.ts";
export { eventsOf, placesOf, readEvents, type EventPlace } from "./read/events.ts";
export { readProfile, type Profile } from "./read/profile.ts";
export { customersLike, searchCustomers, type FoundCustomers, type SearchCustomers } from "./read/search.ts";
export { summariseCustomers, type Summary } from "./read/summaries.ts";
export { listCustomerEvents, type ListCustomerEvents } from "./read/timeline.ts";
export { keepMessages, markForEvaluation, refuseBatchRows, removeBatchRows } from "./batchRows.ts";
