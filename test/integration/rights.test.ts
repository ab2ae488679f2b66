import { afterAll, beforeAll, expect, test } from "vitest";
import { OPERATIONS, Role, ROLE_PERMISSIONS, type Operation } from "../../src/contract/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

/**
 * Who may do what, written a second time by hand: an operation that is added, or whose permission changes, changes this table too. `own`:
 * whoever is signed in, of what is their own. `public`: anybody.
 */
const WHO_MAY: Readonly<Record<string, readonly string[]>> = {
  own: [
    "cancelJob",
    "changeAccount",
    "changePassword",
    "confirmTwoFactor",
    "endOtherSessions",
    "endSession",
    "endTwoFactor",
    "listJobs",
    "listSessions",
    "listenLive",
    "readAccount",
    "readJob",
    "readSession",
    "renewRecoveryCodes",
    "signOut",
    "startTwoFactor",
  ],
  public: ["acceptInvitation", "beginOidc", "finishOidc", "readInvitation", "readSignIn", "signIn"],
  "team.manage": [
    "changeDepartment",
    "changePerson",
    "changeTagSettings",
    "createDepartment",
    "createGrant",
    "createKey",
    "createPerson",
    "disablePerson",
    "enablePerson",
    "explainGrants",
    "exportAudit",
    "invitePerson",
    "listAudit",
    "listDepartments",
    "listGrants",
    "listHoldings",
    "listInvitations",
    "listKeys",
    "listPeople",
    "removeDepartment",
    "removeGrant",
    "resetTwoFactor",
    "revokeKey",
    "setApproval",
    "verifyAudit",
    "withdrawInvitation",
  ],
  "tag.read": [
    "backtestRule",
    "describeCatalogue",
    "listChanges",
    "listProducts",
    "listTagGroups",
    "listTagOverlaps",
    "listTags",
    "listTemplates",
    "readCatalogueUse",
    "readChange",
    "readEventUse",
    "readOverview",
    "readQueryPlan",
    "readTag",
    "readTagDictionary",
    "readTagPrecision",
    "readTagSettings",
    "tagHistory",
  ],
  "tag.edit": [
    "applyTags",
    "changeTagGroup",
    "checkTag",
    "commentChange",
    "createChange",
    "createTag",
    "createTagGroup",
    "deleteTag",
    "editTag",
    "estimateRule",
    "evaluateTags",
    "moveTagGroup",
    "moveTags",
    "pauseTag",
    "previewChange",
    "previewRule",
    "previewTags",
    "previewTemplate",
    "publishChange",
    "removeTagGroup",
    "restoreTag",
    "retireTag",
    "withdrawChange",
  ],
  "tag.approve": ["approveChange", "rejectChange"],
  "catalogue.edit": ["changeAttribute", "changeProperty", "labelEvent", "previewAttributeType"],
  "data.export": ["exportCustomers", "exportTagDictionary", "exportTags", "listExportColumns", "readExport", "startExport"],
  "tag.assign": [
    "acceptSuggestions",
    "assignInBulk",
    "assignTag",
    "changeMemberships",
    "countSuggestions",
    "listBulkAssignments",
    "listSuggestions",
    "rejectSuggestions",
    "removeOverride",
    "reopenSuggestions",
    "setOverride",
    "undoBulkAssignment",
  ],
  "customer.read": [
    "countCustomers",
    "countReviews",
    "customerHistory",
    "explainTag",
    "listConflicts",
    "listCustomerEvents",
    "listCustomerIdentities",
    "listCustomers",
    "listIdentityKinds",
    "listMerges",
    "listOverrides",
    "listPlaceholders",
    "listReviews",
    "listSegments",
    "previewMerge",
    "readCustomer",
    "readCustomerTags",
    "readMergeLimits",
    "readSegment",
    "tagMoves",
  ],
  "customer.edit": [
    "decideReview",
    "editPlaceholders",
    "eraseCustomer",
    "mergeCustomers",
    "previewMergeLimits",
    "previewPlaceholders",
    "previewReview",
    "previewSplit",
    "previewUndo",
    "setCustomer",
    "setMergeLimits",
    "splitCustomer",
    "suggestTags",
    "undoMerge",
  ],
  "segment.edit": ["deleteSegment", "saveSegment"],
  "data.import": [
    "checkFile",
    "deleteMapping",
    "importFile",
    "listImports",
    "listMappings",
    "makeTemplate",
    "previewFile",
    "readBadRows",
    "saveMapping",
    "undoImport",
    "uploadFile",
  ],
  "data.send": ["sendEvents", "trackMessages", "upsertCustomers"],
  "connection.manage": [
    "createSource",
    "createWebhook",
    "deleteSource",
    "deleteWebhook",
    "endPreviousSecret",
    "listDeliveries",
    "listSourceRuns",
    "listSources",
    "listWebhookTypes",
    "listWebhooks",
    "readWebhook",
    "replayDeliveries",
    "rotateWebhookSecret",
    "runSource",
    "testWebhook",
    "updateSource",
    "updateWebhook",
  ],
};

/** What each operation that is open to everybody signed in lets one see of what is not theirs. */
const OWN: Readonly<Record<string, string>> = {
  readSession: "only who asks",
  readAccount: "account.test: one's own",
  changeAccount: "account.test: one's own",
  changePassword: "account.test: one's own, with the old one",
  startTwoFactor: "account.test: one's own, with the password",
  confirmTwoFactor: "account.test: one's own, with a code",
  renewRecoveryCodes: "account.test: one's own, with password and code",
  endTwoFactor: "account.test: one's own, with password and code",
  listSessions: "access.test: one's own; everybody's need team.manage",
  endSession: "one's own; another's needs team.manage",
  endOtherSessions: "one's own",
  signOut: "ends the session of who asks",
  readJob: "jobs.test: own jobs, and those whose kind says so, results for who may start the like",
  listJobs: "jobs.test, and below: a sender sees its own alone",
  cancelJob: "jobs.test: own jobs, and those of a kind that one may start",
  listenLive: "pulse.test: everybody hears only what they may see",
};

let tagwise: TestApp;
beforeAll(async () => {
  tagwise = await openTestApp();
});
afterAll(() => tagwise.close());

const request = ({ method, path }: Operation) => ({
  method,
  url: `/api${path.replace(/:\w+/g, "1")}`,
  ...(method !== "GET" && method !== "DELETE" && { payload: {} }),
});

test("every operation says who may, and the table has an entry for each", () => {
  const said = OPERATIONS.map(({ id, permission }) => `${id}: ${permission}`);
  const wanted = Object.entries(WHO_MAY).flatMap(([permission, ids]) => ids.map((id) => `${id}: ${permission}`));
  expect(said.toSorted()).toEqual(wanted.toSorted());
  expect(Object.keys(OWN).toSorted()).toEqual(WHO_MAY["own"]!.toSorted());
});

test("nobody who is not signed in may do anything but what is public", async () => {
  for (const operation of OPERATIONS.filter(({ permission }) => permission !== "public")) {
    const answer = await tagwise.ask(null, request(operation));
    expect(answer.json(), operation.id).toMatchObject({ status: 401 });
  }
});

test.each(Role.options)(
  "a key of the role %s may do what its permissions say and is refused everything else, whatever it sends",
  async (role) => {
    for (const operation of OPERATIONS) {
      const { permission } = operation;
      if (permission === "public" || permission === "own" || ROLE_PERMISSIONS[role].includes(permission)) continue;
      const answer = await tagwise.ask(role, request(operation));
      expect(answer.json(), operation.id).toMatchObject({ status: 403, code: "FORBIDDEN" });
    }
  },
);

test("a sender, whose key stands in web pages, learns nothing of the jobs of others", async () => {
  const started = await tagwise.ask("editor", { method: "POST", url: "/api/evaluations?force=true" });
  const { job } = started.json<{ job: string }>();
  expect((await tagwise.ask("sender", { url: "/api/jobs" })).json()).toEqual({ items: [] });
  expect((await tagwise.ask("sender", { url: `/api/jobs/${job}?wait=1` })).statusCode).toBe(404);
  expect((await tagwise.ask("sender", { method: "DELETE", url: `/api/jobs/${job}` })).statusCode).toBe(404);
  expect(await tagwise.ended(job)).toMatchObject({ state: "done" });
  expect((await tagwise.ask("sender", { url: `/api/jobs/${job}` })).statusCode).toBe(404);
  expect((await tagwise.ask("read-only", { url: `/api/jobs/${job}` })).json()).toMatchObject({ state: "done", result: null });
});
