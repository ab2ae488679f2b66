import type { Command } from "../command.ts";
import { apply } from "./apply.ts";
import { assign, unassign } from "./assign.ts";
import { auditCommand } from "./audit.ts";
import { backtest } from "./backtest.ts";
import { badRows } from "./bad-rows.ts";
import { catalogueLabel } from "./catalogue-label.ts";
import { catalogueType } from "./catalogue-type.ts";
import { catalogueUse } from "./catalogue-use.ts";
import { catalogue } from "./catalogue.ts";
import { conflicts } from "./conflicts.ts";
import { count } from "./count.ts";
import { customerErase } from "./customer-erase.ts";
import { customerSet } from "./customer-set.ts";
import { customer } from "./customer.ts";
import { customers } from "./customers.ts";
import { demo } from "./demo.ts";
import { doctor } from "./doctor.ts";
import { evaluate } from "./evaluate.ts";
import { events } from "./events.ts";
import { exportCommand } from "./export.ts";
import { identity } from "./identity.ts";
import { identityMergeLimit } from "./identity-limit.ts";
import { identityPlaceholder, identityPlaceholders } from "./identity-placeholder.ts";
import { importCommand } from "./import.ts";
import { importUndo } from "./import-undo.ts";
import { history } from "./history.ts";
import { imports } from "./imports.ts";
import { job } from "./job.ts";
import { jobCancel } from "./job-cancel.ts";
import { jobs } from "./jobs.ts";
import { keyCreate } from "./key-create.ts";
import { keyList } from "./key-list.ts";
import { keyRevoke } from "./key-revoke.ts";
import { merge, unmerge } from "./merge.ts";
import { merges } from "./merges.ts";
import { overview } from "./overview.ts";
import { password } from "./password.ts";
import { overrideList } from "./override/list.ts";
import { overrideRemove } from "./override/remove.ts";
import { overrideSet } from "./override/set.ts";
import { planOf } from "./plan-of.ts";
import { products } from "./products.ts";
import { preview } from "./preview.ts";
import { review } from "./review.ts";
import { segmentDelete } from "./segment-delete.ts";
import { segmentSave } from "./segment-save.ts";
import { segmentShow } from "./segment-show.ts";
import { segments } from "./segments.ts";
import { send } from "./send.ts";
import { serve } from "./serve.ts";
import { sessionEnd } from "./session-end.ts";
import { sessionList } from "./session-list.ts";
import { split } from "./split.ts";
import { sourceCreate } from "./source-create.ts";
import { sourceDelete } from "./source-delete.ts";
import { sourceRun } from "./source-run.ts";
import { sourcePause, sourceResume } from "./source-state.ts";
import { sources } from "./sources.ts";
import { tag } from "./tag.ts";
import { tags } from "./tags.ts";
import { template } from "./template.ts";
import { webhookCreate } from "./webhook-create.ts";
import { webhookDelete } from "./webhook-delete.ts";
import { webhookDeliveries } from "./webhook-deliveries.ts";
import { webhookReplay } from "./webhook-replay.ts";
import { webhookEndSecret, webhookRotate } from "./webhook-rotate.ts";
import { webhookPause, webhookResume } from "./webhook-state.ts";
import { webhookTest } from "./webhook-test.ts";
import { webhookTypes } from "./webhook-types.ts";
import { webhookUpdate } from "./webhook-update.ts";
import { webhooks } from "./webhooks.ts";
import { why } from "./why.ts";

/** Every command, in the order of the help. */
export const COMMANDS = [
  importCommand,
  importUndo,
  imports,
  badRows,
  sources,
  sourceCreate,
  sourceRun,
  sourcePause,
  sourceResume,
  sourceDelete,
  template,
  send,
  catalogue,
  catalogueUse,
  conflicts,
  catalogueLabel,
  catalogueType,
  products,
  overview,
  apply,
  tags,
  tag,
  planOf,
  preview,
  backtest,
  assign,
  unassign,
  overrideSet,
  overrideRemove,
  overrideList,
  evaluate,
  customers,
  customer,
  customerSet,
  customerErase,
  events,
  why,
  history,
  merges,
  merge,
  unmerge,
  split,
  review,
  identity,
  identityMergeLimit,
  identityPlaceholders,
  identityPlaceholder,
  count,
  exportCommand,
  segments,
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
  auditCommand,
  webhooks,
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
  jobs,
  job,
  jobCancel,
  password,
  doctor,
] as readonly Command[];
