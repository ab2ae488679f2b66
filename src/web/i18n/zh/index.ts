import { audit, auditAction, auditActor, auditKind } from "./audit.ts";
import { account } from "./account.ts";
import { assign, chart, common, kind, kindHelp, role, author, table, usedBy } from "./common.ts";
import { limits } from "./limits.ts";
import { quota } from "./quota.ts";
import { catalogue, conflicts, fieldType, products } from "./catalogue.ts";
import { changes } from "./changes.ts";
import { customer, erase, why } from "./customer.ts";
import { combine, customers } from "./customers.ts";
import { dictionary } from "./dictionary.ts";
import { tagTemplates } from "./tagTemplates.ts";
import { exporting } from "./export.ts";
import { cellChoice, imports, productField, template, undo, use } from "./imports.ts";
import { identityReview, merge, placeholders } from "./identityReview.ts";
import { first, overview } from "./overview.ts";
import { departments, invitations, invite, people } from "./people.ts";
import { backtest, cause, funnel, assignment, history, override } from "./membership.ts";
import { computed, rule } from "./rule.ts";
import { newTag, tagWords } from "./newTag.ts";
import { segments } from "./segments.ts";
import { keys, permission, roleHelp, sessions, settings, theme } from "./settings.ts";
import { evaluation, live, login, shell } from "./shell.ts";
import { rights } from "./rights.ts";
import { review, sensitivity, spread, tag } from "./tag.ts";
import { color, exclusive, exclusiveHelp, tagGroups } from "./tagGroups.ts";
import { define, filter, planChange, tagState, tags } from "./tags.ts";
import { sources } from "./sources.ts";
import { webhooks } from "./webhooks.ts";

export const zh = {
  account,
  audit,
  auditAction,
  auditActor,
  auditKind,
  newTag,
  tagWords,
  people,
  quota,
  departments,
  invitations,
  invite,
  shell,
  table,
  assign,
  login,
  evaluation,
  live,
  common,
  role,
  usedBy,
  author,
  kind,
  kindHelp,
  chart,
  overview,
  first,
  tags,
  tagGroups,
  dictionary,
  changes,
  tagTemplates,
  exclusive,
  exclusiveHelp,
  color,
  filter,
  tagState,
  planChange,
  define,
  tag,
  review,
  rights,
  identityReview,
  merge,
  placeholders,
  sensitivity,
  spread,
  customers,
  combine,
  segments,
  customer,
  erase,
  why,
  override,
  assignment,
  cause,
  cellChoice,
  history,
  backtest,
  funnel,
  computed,
  rule,
  imports,
  undo,
  productField,
  template,
  export: exporting,
  use,
  sessions,
  settings,
  limits,
  catalogue,
  products,
  conflicts,
  fieldType,
  theme,
  permission,
  roleHelp,
  keys,
  webhooks,
  sources,
};
