export { appendBatch } from "./append/append.ts";
export type { AppendInput, Appended, IncomingCustomer, IncomingEvent, IncomingValue, Violation } from "./append/messages.ts";
export { attributeFault } from "./append/fault.ts";
export { namedEventIdSql, number128Sql, sendersEventIdSql } from "./append/sameness.ts";
export { forgetMessages, sweepMessagesJob } from "./append/sent.ts";
export type { SoundEvent } from "./append/eventRows.ts";
export { soundMessages, type Sound } from "./append/sound.ts";
export { writeMessages, type Written } from "./append/write.ts";
export { forgetConflicts } from "./conflicts/forget.ts";
export { listConflicts } from "./conflicts/list.ts";
export {
  closeBatch,
  closeMessages,
  foreignBatches,
  withdrawBatch,
  closeLostBatches,
  forgetBatches,
  freshBatches,
  importedAmong,
  onBatchClosed,
  openBatches,
  openBatch,
  reopenBatch,
} from "./batches.ts";
export { endQueuedDeletes } from "./queuedDeletes.ts";
export { finishTakeBacks, onDecided, takeBackLater, undecidedAmong, waitsForTakeBack } from "./undecided.ts";
export { changeAttributeType, finishRetype, finishRetypes } from "./dictionary/attributeType/change.ts";
export { previewAttributeType } from "./dictionary/attributeType/preview.ts";
export { readEventUse } from "./dictionary/eventUse.ts";
export { changeAttribute, labelEvent } from "./dictionary/label.ts";
export { forgetExamples, recordViolations } from "./dictionary/violations.ts";
export { changeProperty } from "./dictionary/property.ts";
export { readCatalogueUse } from "./dictionary/use.ts";
export { countFacts, eraseCustomerRows, eraseFacts, freeIds, type Erased } from "./erase.ts";
export { maskAttributeSql, maskedTextSql, maskIdentitySql } from "./maskSql.ts";
export { noteCustomers, sees, seesPersonal, shownAttribute, shownIdentity, shownProperty, shownText, shownWords } from "./mask.ts";
export { begunAt, moveRows, retire } from "./moveRows.ts";
export { readAttributes, type AttributeNow, type ReadAttributesInput } from "./read/attributes.ts";
export { eventsOf, placesOf, readEvents, type EventPlace } from "./read/events.ts";
export { readProfile, type Profile } from "./read/profile.ts";
export { customersLike, searchCustomers, type FoundCustomers, type SearchCustomers } from "./read/search.ts";
export { summariseCustomers, type Summary } from "./read/summaries.ts";
export { bareDaySql, dayOfMidnightSql, localDaySql, readDaySql, startOfDaySql } from "./values/daySql.ts";
export { instantOfWallSql } from "./values/wallSql.ts";
export { listCustomerEvents, type ListCustomerEvents } from "./read/timeline.ts";
