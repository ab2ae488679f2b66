import type { Command } from "../command.ts";
import { apply } from "./apply.ts";
import { auditList } from "./audit/list.ts";
import { catalogueLabel } from "./catalogue/label.ts";
import { catalogueShow } from "./catalogue/show.ts";
import { catalogueType } from "./catalogue/type.ts";
import { catalogueUse } from "./catalogue/use.ts";
import { conflictList } from "./conflict/list.ts";
import { count } from "./count.ts";
import { customerErase } from "./customer/erase.ts";
import { customerEvents } from "./customer/events.ts";
import { customerTags } from "./customer/tags.ts";
import { customerHistory } from "./customer/history.ts";
import { customerList } from "./customer/list.ts";
import { customerMerge } from "./customer/merge.ts";
import { customerSet } from "./customer/set.ts";
import { customerShow } from "./customer/show.ts";
import { customerSplit } from "./customer/split.ts";
import { demo } from "./demo.ts";
import { doctor } from "./doctor.ts";
import { evaluate } from "./evaluate.ts";
import { exportCommand } from "./export.ts";
import { identityKinds } from "./identity/kinds.ts";
import { importCommand } from "./import.ts";
import { importBadRows } from "./import/bad-rows.ts";
import { importList } from "./import/list.ts";
import { importUndo } from "./import/undo.ts";
import { jobCancel } from "./job/cancel.ts";
import { jobList } from "./job/list.ts";
import { jobShow } from "./job/show.ts";
import { keyCreate } from "./key/create.ts";
import { keyList } from "./key/list.ts";
import { keyRevoke } from "./key/revoke.ts";
import { mergeLimitSet } from "./merge-limit/set.ts";
import { mergeList } from "./merge/list.ts";
import { mergeUndo } from "./merge/undo.ts";
import { overrideList } from "./override/list.ts";
import { overrideRemove } from "./override/remove.ts";
import { overrideSet } from "./override/set.ts";
import { overview } from "./overview.ts";
import { password } from "./password.ts";
import { placeholderEdit } from "./placeholder/edit.ts";
import { placeholderList } from "./placeholder/list.ts";
import { productList } from "./product/list.ts";
import { queryPlanShow } from "./query-plan/show.ts";
import { reviewDecide } from "./review/decide.ts";
import { reviewList } from "./review/list.ts";
import { rulePreview } from "./rule/preview.ts";
import { segmentDelete } from "./segment/delete.ts";
import { segmentList } from "./segment/list.ts";
import { segmentSave } from "./segment/save.ts";
import { segmentShow } from "./segment/show.ts";
import { serve } from "./serve.ts";
import { sessionEnd } from "./session/end.ts";
import { sessionList } from "./session/list.ts";
import { sourceCreate } from "./source/create.ts";
import { sourceDelete } from "./source/delete.ts";
import { sourceList } from "./source/list.ts";
import { sourcePause } from "./source/pause.ts";
import { sourceResume } from "./source/resume.ts";
import { sourceRun } from "./source/run.ts";
import { tagAssign } from "./tag/assign.ts";
import { tagBacktest } from "./tag/backtest.ts";
import { tagHistory } from "./tag/history.ts";
import { tagList } from "./tag/list.ts";
import { tagShow } from "./tag/show.ts";
import { tagUnassign } from "./tag/unassign.ts";
import { template } from "./template.ts";
import { track } from "./track.ts";
import { webhookCreate } from "./webhook/create.ts";
import { webhookDelete } from "./webhook/delete.ts";
import { webhookDeliveries } from "./webhook/deliveries.ts";
import { webhookEndSecret } from "./webhook/end-secret.ts";
import { webhookList } from "./webhook/list.ts";
import { webhookPause } from "./webhook/pause.ts";
import { webhookReplay } from "./webhook/replay.ts";
import { webhookResume } from "./webhook/resume.ts";
import { webhookRotate } from "./webhook/rotate.ts";
import { webhookTest } from "./webhook/test.ts";
import { webhookTypes } from "./webhook/types.ts";
import { webhookUpdate } from "./webhook/update.ts";
import { why } from "./why.ts";

/** Every command, in the order of the help. */
export const COMMANDS = [
  importCommand,
  importUndo,
  importList,
  importBadRows,
  sourceList,
  sourceCreate,
  sourceRun,
  sourcePause,
  sourceResume,
  sourceDelete,
  template,
  track,
  catalogueShow,
  catalogueUse,
  conflictList,
  catalogueLabel,
  catalogueType,
  productList,
  overview,
  apply,
  tagList,
  tagShow,
  queryPlanShow,
  rulePreview,
  tagBacktest,
  tagAssign,
  tagUnassign,
  overrideSet,
  overrideRemove,
  overrideList,
  evaluate,
  customerList,
  customerShow,
  customerTags,
  customerSet,
  customerErase,
  customerEvents,
  why,
  customerHistory,
  tagHistory,
  mergeList,
  customerMerge,
  mergeUndo,
  customerSplit,
  reviewList,
  reviewDecide,
  identityKinds,
  mergeLimitSet,
  placeholderList,
  placeholderEdit,
  count,
  exportCommand,
  segmentList,
  segmentSave,
  segmentShow,
  segmentDelete,
  demo,
  serve,
  keyCreate,
  keyList,
  keyRevoke,
  sessionList,
  sessionEnd,
  auditList,
  webhookList,
  webhookTypes,
  webhookCreate,
  webhookUpdate,
  webhookTest,
  webhookDeliveries,
  webhookReplay,
  webhookPause,
  webhookResume,
  webhookRotate,
  webhookEndSecret,
  webhookDelete,
  jobList,
  jobShow,
  jobCancel,
  password,
  doctor,
] as readonly Command[];
