import type { Migration } from "kysely/migration";
import * as access from "./0001-access.ts";
import * as catalogue from "./0002-catalogue.ts";
import * as tags from "./0003-tags.ts";
import * as intake from "./0004-intake.ts";
import * as settings from "./0005-settings.ts";
import * as overrides from "./0006-overrides.ts";
import * as batches from "./0007-batches.ts";
import * as streams from "./0008-streams.ts";
import * as merges from "./0009-merges.ts";
import * as files from "./0010-files.ts";
import * as sources from "./0011-sources.ts";
import * as webhooks from "./0012-webhooks.ts";
import * as rules from "./0013-rules.ts";
import * as messages from "./0014-messages.ts";
import * as assignment from "./0015-assignment.ts";
import * as privacy from "./0016-privacy.ts";
import * as splits from "./0017-splits.ts";
import * as conflicts from "./0018-conflicts.ts";
import * as retypes from "./0019-retypes.ts";
import * as combinations from "./0020-combinations.ts";
import * as webhookTypes from "./0021-webhookTypes.ts";
import * as sessions from "./0022-sessions.ts";
import * as jobs from "./0023-jobs.ts";
import * as lease from "./0024-lease.ts";
import * as tagVersions from "./0025-tagVersions.ts";
import * as requestCounts from "./0026-requestCounts.ts";
import * as words from "./0027-words.ts";
import * as jobsOfImports from "./0028-jobsOfImports.ts";
import * as rowVersions from "./0029-rowVersions.ts";
import * as jobNotes from "./0030-jobNotes.ts";
import * as people from "./0031-people.ts";
import * as tagGroups from "./0032-tagGroups.ts";
import * as grants from "./0033-grants.ts";
import * as invitations from "./0034-invitations.ts";
import * as twoFactor from "./0035-twoFactor.ts";
import * as auditChain from "./0036-auditChain.ts";
import * as keyEnds from "./0037-keyEnds.ts";
import * as keyScopes from "./0038-keyScopes.ts";
import * as tagStates from "./0039-tagStates.ts";
import * as oidc from "./0040-oidc.ts";
import * as changes from "./0041-changes.ts";
import * as bulkAssignments from "./0042-bulkAssignments.ts";
import * as suggestions from "./0043-suggestions.ts";

/** Every migration by name. Names sort in the order of their numbers; one that was released is never edited. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001-access": access,
  "0002-catalogue": catalogue,
  "0003-tags": tags,
  "0004-intake": intake,
  "0005-settings": settings,
  "0006-overrides": overrides,
  "0007-batches": batches,
  "0008-streams": streams,
  "0009-merges": merges,
  "0010-files": files,
  "0011-sources": sources,
  "0012-webhooks": webhooks,
  "0013-rules": rules,
  "0014-messages": messages,
  "0015-assignment": assignment,
  "0016-privacy": privacy,
  "0017-splits": splits,
  "0018-conflicts": conflicts,
  "0019-retypes": retypes,
  "0020-combinations": combinations,
  "0021-webhookTypes": webhookTypes,
  "0022-sessions": sessions,
  "0023-jobs": jobs,
  "0024-lease": lease,
  "0025-tagVersions": tagVersions,
  "0026-requestCounts": requestCounts,
  "0027-words": words,
  "0028-jobsOfImports": jobsOfImports,
  "0029-rowVersions": rowVersions,
  "0030-jobNotes": jobNotes,
  "0031-people": people,
  "0032-tagGroups": tagGroups,
  "0033-grants": grants,
  "0034-invitations": invitations,
  "0035-twoFactor": twoFactor,
  "0036-auditChain": auditChain,
  "0037-keyEnds": keyEnds,
  "0038-keyScopes": keyScopes,
  "0039-tagStates": tagStates,
  "0040-oidc": oidc,
  "0041-changes": changes,
  "0042-bulkAssignments": bulkAssignments,
  "0043-suggestions": suggestions,
};
