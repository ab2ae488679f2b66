import * as accessSession from "./access/session.ts";
import * as accessPerson from "./access/person.ts";
import * as accessSignIn from "./access/signIn.ts";
import * as accessAccount from "./access/account.ts";
import * as accessInvitation from "./access/invitation.ts";
import * as accessDepartment from "./access/department.ts";
import * as accessKey from "./access/key.ts";
import * as accessAudit from "./access/audit.ts";
import * as insightOverview from "./insight/overview.ts";
import * as catalogueCatalogue from "./catalogue/catalogue.ts";
import * as customersCatalogue from "./customers/catalogue.ts";
import * as tagsGrant from "./tags/grant.ts";
import * as insightTag from "./insight/tag.ts";
import * as insightGroup from "./insight/group.ts";
import * as tagsGroup from "./tags/group.ts";
import * as tagsTag from "./tags/tag.ts";
import * as publishingTag from "./publishing/tag.ts";
import * as publishingRule from "./publishing/rule.ts";
import * as changesChange from "./changes/change.ts";
import * as assignmentsBulkAssignment from "./assignments/bulkAssignment.ts";
import * as templatesTagTemplate from "./templates/tagTemplate.ts";
import * as assignmentsTag from "./assignments/tag.ts";
import * as assignmentsTagSetting from "./assignments/tagSetting.ts";
import * as assignmentsOverride from "./assignments/override.ts";
import * as membershipOverride from "./membership/override.ts";
import * as membershipTag from "./membership/tag.ts";
import * as evaluationQueryPlan from "./evaluation/queryPlan.ts";
import * as updatesEvaluation from "./updates/evaluation.ts";
import * as insightCustomer from "./insight/customer.ts";
import * as customersCustomer from "./customers/customer.ts";
import * as membershipCustomer from "./membership/customer.ts";
import * as explainWhy from "./explain/why.ts";
import * as reviewCustomer from "./review/customer.ts";
import * as reviewIdentity from "./review/identity.ts";
import * as reviewMerge from "./review/merge.ts";
import * as reviewReview from "./review/review.ts";
import * as reviewMergeLimit from "./review/mergeLimit.ts";
import * as reviewPlaceholder from "./review/placeholder.ts";
import * as segmentsCustomer from "./segments/customer.ts";
import * as segmentsSegment from "./segments/segment.ts";
import * as exportsExport from "./exports/export.ts";
import * as importsImport from "./imports/import.ts";
import * as importsFile from "./imports/file.ts";
import * as importsMapping from "./imports/mapping.ts";
import * as importsTemplate from "./imports/template.ts";
import * as productsProduct from "./products/product.ts";
import * as trackingCustomer from "./tracking/customer.ts";
import * as trackingEvent from "./tracking/event.ts";
import * as trackingMessage from "./tracking/message.ts";
import * as assignmentsMembership from "./assignments/membership.ts";
import * as customersConflict from "./customers/conflict.ts";
import * as suggestionsSuggestion from "./suggestions/suggestion.ts";
import * as erasureCustomer from "./erasure/customer.ts";
import * as jobsJob from "./jobs/job.ts";
import * as appUpload from "./app/upload.ts";
import * as appLive from "./app/live.ts";
import * as actionsWebhook from "./actions/webhook.ts";
import * as sourcesSource from "./sources/source.ts";
import type { Operation } from "./operation.ts";

export * from "./imports/columnMapping.ts";
export * from "./common.ts";
export * from "./cursor.ts";
export * from "./issues.ts";
export * from "./operation.ts";
export * from "./rolePermissions.ts";
export * from "./shown.ts";
export * from "./shapes/customer.ts";
export * from "./shapes/export.ts";
export * from "./shapes/fieldType.ts";
export * from "./shapes/file.ts";
export * from "./shapes/grant.ts";
export * from "./shapes/history.ts";
export * from "./shapes/mapping.ts";
export * from "./shapes/merge.ts";
export * from "./shapes/mergeLimit.ts";
export * from "./shapes/message.ts";
export * from "./shapes/override.ts";
export * from "./shapes/placeholder.ts";
export * from "./shapes/role.ts";
export * from "./shapes/tag.ts";
export * from "./access/session.ts";
export * from "./access/person.ts";
export * from "./access/account.ts";
export * from "./access/signIn.ts";
export * from "./access/invitation.ts";
export * from "./access/department.ts";
export * from "./access/key.ts";
export * from "./access/audit.ts";
export * from "./insight/overview.ts";
export * from "./catalogue/catalogue.ts";
export * from "./customers/catalogue.ts";
export * from "./tags/grant.ts";
export * from "./insight/tag.ts";
export * from "./insight/group.ts";
export * from "./tags/group.ts";
export * from "./tags/tag.ts";
export * from "./publishing/tag.ts";
export * from "./publishing/rule.ts";
export * from "./changes/change.ts";
export * from "./assignments/bulkAssignment.ts";
export * from "./templates/tagTemplate.ts";
export * from "./assignments/tag.ts";
export * from "./assignments/tagSetting.ts";
export * from "./assignments/override.ts";
export * from "./membership/override.ts";
export * from "./membership/tag.ts";
export * from "./evaluation/queryPlan.ts";
export * from "./updates/evaluation.ts";
export * from "./insight/customer.ts";
export * from "./customers/customer.ts";
export * from "./membership/customer.ts";
export * from "./explain/why.ts";
export * from "./review/customer.ts";
export * from "./review/identity.ts";
export * from "./review/merge.ts";
export * from "./review/review.ts";
export * from "./review/mergeLimit.ts";
export * from "./review/placeholder.ts";
export * from "./segments/customer.ts";
export * from "./segments/segment.ts";
export * from "./exports/export.ts";
export * from "./imports/import.ts";
export * from "./imports/file.ts";
export * from "./imports/mapping.ts";
export * from "./imports/template.ts";
export * from "./products/product.ts";
export * from "./tracking/customer.ts";
export * from "./tracking/event.ts";
export * from "./tracking/message.ts";
export * from "./assignments/membership.ts";
export * from "./customers/conflict.ts";
export * from "./suggestions/suggestion.ts";
export * from "./erasure/customer.ts";
export * from "./jobs/job.ts";
export * from "./app/upload.ts";
export * from "./app/live.ts";
export * from "./actions/webhook.ts";
export * from "./sources/kinds/index.ts";
export * from "./sources/source.ts";
export * from "./actions/webhookSubjects/index.ts";
export * from "./actions/webhookTypes/index.ts";

function operationsOf(module: object): Operation[] {
  return Object.values(module).filter(
    (value): value is Operation => typeof value === "object" && value !== null && "method" in value && "path" in value,
  );
}

/** Every operation of the API, in the order of the documentation. */
export const OPERATIONS: readonly Operation[] = [
  accessSession,
  accessPerson,
  accessAccount,
  accessSignIn,
  accessInvitation,
  accessDepartment,
  accessKey,
  accessAudit,
  insightOverview,
  catalogueCatalogue,
  customersCatalogue,
  tagsGrant,
  insightTag,
  insightGroup,
  tagsGroup,
  tagsTag,
  publishingTag,
  publishingRule,
  changesChange,
  assignmentsBulkAssignment,
  templatesTagTemplate,
  assignmentsTag,
  assignmentsTagSetting,
  assignmentsOverride,
  membershipOverride,
  membershipTag,
  evaluationQueryPlan,
  updatesEvaluation,
  insightCustomer,
  customersCustomer,
  membershipCustomer,
  explainWhy,
  reviewCustomer,
  reviewIdentity,
  reviewMerge,
  reviewReview,
  reviewMergeLimit,
  reviewPlaceholder,
  segmentsCustomer,
  segmentsSegment,
  exportsExport,
  importsImport,
  importsFile,
  importsMapping,
  importsTemplate,
  productsProduct,
  trackingCustomer,
  trackingEvent,
  trackingMessage,
  assignmentsMembership,
  customersConflict,
  suggestionsSuggestion,
  erasureCustomer,
  jobsJob,
  appUpload,
  appLive,
  actionsWebhook,
  sourcesSource,
].flatMap(operationsOf);
