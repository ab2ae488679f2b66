import { afterAll, beforeAll, expect, test } from "vitest";
import type { InjectOptions } from "fastify";
import { OPERATIONS, PersonRole, type ExplainedGrants, type JobShape } from "../../src/contract/index.ts";
import { dueWebhooks, tellWebhook } from "../../src/actions/index.ts";
import { webhookDeps } from "../../src/app/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { openReceiver, type Receiver } from "../support/receiver.ts";

/**
 * One tag is hidden from a department. Every operation is asked by people of every role in it: no answer holds the tag's code, name or number,
 * and asking for it by code or name is answered as for a name that does not exist.
 */
const SECRET = { code: "sekret_xq", zh: "机密名单", en: "Konfidential list", segment: "暗群xq", id: 918_273 };
/** Names as long as the hidden one's, which belong to nothing. */
const NOTHING: Readonly<Record<string, string>> = { [SECRET.code]: "nothin_xq", [SECRET.zh]: "乌有名单", [SECRET.segment]: "空群xq" };
const PASSWORD = "correct horse";

interface Call {
  readonly url: string;
  readonly payload?: object;
}
interface Calls {
  /** Requests that do not name the hidden tag. */
  readonly plain?: readonly Call[];
  /** Requests that name a tag: asked with the hidden one's code and name. */
  readonly named?: (name: string) => readonly Call[];
  /** Requests that name a segment. */
  readonly segment?: (name: string) => readonly Call[];
  /** The answer is a job of the asker's own, whose result is read. */
  readonly job?: true;
}
const at = (url: string, payload?: object): Call => ({ url, ...(payload && { payload }) });
const uri = encodeURIComponent;
const document = (...tags: object[]) => ({ document: { tags } });
const paid = { event: "Order Completed", measure: "count", within: "365d", is: ">= 1" };
const until = "2099-01-01";

/** Operations that answer with what is wrong instead of refusing. */
const ANSWERS_FAULTS: ReadonlySet<string> = new Set(["changeMemberships", "checkTag", "suggestTags"]);

/** Each operation: what it is asked, or why its answers name no tags. */
const ASKED: Readonly<Record<string, Calls | string>> = {
  signIn: "no tags",
  signOut: "no tags",
  readSession: { plain: [at("/session")] },
  listSessions: { plain: [at("/sessions")] },
  endSession: "no tags",
  endOtherSessions: "no tags",
  listPeople: "administrators",
  createPerson: "administrators",
  changePerson: "administrators",
  listHoldings: "administrators",
  disablePerson: "administrators",
  invitePerson: "administrators",
  listInvitations: "administrators",
  withdrawInvitation: "administrators",
  readInvitation: "no tags",
  acceptInvitation: "no tags",
  resetTwoFactor: "administrators",
  readAccount: { plain: [at("/account")] },
  changeAccount: "no tags",
  changePassword: "no tags",
  startTwoFactor: "no tags",
  confirmTwoFactor: "no tags",
  endTwoFactor: "no tags",
  renewRecoveryCodes: "no tags",
  enablePerson: "administrators",
  listDepartments: "administrators",
  createDepartment: "administrators",
  changeDepartment: "administrators",
  removeDepartment: "administrators",
  listGrants: { named: (name) => [at(`/grants?tag=${uri(name)}`)] },
  createGrant: "administrators",
  removeGrant: "administrators",
  explainGrants: { named: (name) => [at(`/tags/${uri(name)}/rights?person=hidden-editor`)] },
  listKeys: "administrators",
  createKey: "administrators",
  revokeKey: "administrators",
  listAudit: { plain: [at("/audit")] },
  exportAudit: { plain: [at("/audit/export")] },
  verifyAudit: "administrators",
  readOverview: { plain: [at("/overview")] },
  describeCatalogue: { plain: [at("/catalogue")] },
  readCatalogueUse: { plain: [at("/catalogue/use")] },
  readEventUse: { plain: [at("/catalogue/events/Order%20Completed")] },
  labelEvent: "names of the catalogue",
  changeProperty: { plain: [at("/catalogue/events/Order%20Completed/properties/amount", { type: "text" })] },
  changeAttribute: { plain: [at("/catalogue/attributes/city", { type: "number" })] },
  previewAttributeType: { plain: [at("/catalogue/attributes/city/type?type=number")] },
  beginOidc: "no tags",
  finishOidc: "no tags",
  readSignIn: "no tags",
  checkTag: {
    plain: [at("/tags/check", { definition: { code: "fresh", name: "Konfidential lisd" } })],
    named: (name) => [at("/tags/check", { definition: { code: "fresh", name: "新的", rule: { tag: name } } })],
  },
  createTag: { named: (name) => [at("/tags", { definition: { code: "fresh_one", name: "新的一个", rule: { tag: name } } })] },
  editTag: { named: (name) => [at(`/tags/${uri(name)}`, { words: { criteria: "口径" } })] },
  pauseTag: { named: (name) => [at(`/tags/${uri(name)}/pause`, {})] },
  deleteTag: { named: (name) => [at(`/tags/${uri(name)}`)] },
  retireTag: { named: (name) => [at(`/tags/${uri(name)}/retire`, {})] },
  restoreTag: { named: (name) => [at(`/tags/${uri(name)}/restore`, {})] },
  setApproval: "administrators",
  listChanges: { plain: [at("/changes"), at("/changes?state=open")] },
  readChange: { plain: [at("/changes/1"), at("/changes/2"), at("/changes/3")] },
  createChange: {
    plain: [at("/changes", document({ code: "vip", name: "很重要", group: "公开组" }))],
    named: (name) => [
      at("/changes", document({ code: "other", rule: { tag: name } })),
      at("/changes", { retire: [name] }),
      at("/changes", { ...document({ name: "新的", rule: { tag: name } }), creates: true }),
    ],
  },
  previewChange: { plain: [at("/changes/1/preview", {}), at("/changes/2/preview", {})] },
  commentChange: { plain: [at("/changes/1/comments", { text: "试" }), at("/changes/2/comments", { text: "试" })] },
  approveChange: { plain: [at("/changes/1/approve", {}), at("/changes/2/approve", {})] },
  rejectChange: { plain: [at("/changes/1/reject", { comment: "试" })] },
  withdrawChange: { plain: [at("/changes/1/withdraw", {}), at("/changes/2/withdraw", {})] },
  publishChange: { plain: [at("/changes/1/publish", {})] },
  readTagSettings: { plain: [at("/tag-settings")] },
  changeTagSettings: "administrators",
  listTagOverlaps: { plain: [at("/tag-groups/overlaps")] },
  listTagGroups: { plain: [at("/tag-groups")] },
  createTagGroup: { plain: [at("/tag-groups", { name: "甲", parent: "公开组" })] },
  changeTagGroup: { plain: [at("/tag-groups/%E5%85%AC%E5%BC%80%E7%BB%84", { description: "说明" })] },
  moveTagGroup: { plain: [at("/tag-groups/%E5%85%AC%E5%BC%80%E7%BB%84/move", { parent: "/" })] },
  removeTagGroup: { plain: [at("/tag-groups/nowhere"), at("/tag-groups/%E5%85%AC%E5%BC%80%E7%BB%84")] },
  moveTags: {
    named: (name) => [at("/tags/move", { tags: [name], group: "/" }), at("/tags/move", { tags: ["vip"], group: "/", before: name })],
  },
  readTagDictionary: { plain: [at("/tag-dictionary")] },
  exportTagDictionary: { plain: [at("/tag-dictionary/export?format=md")] },
  listTemplates: { plain: [at("/tag-templates")] },
  previewTemplate: { plain: [at("/tag-templates/new_customer/preview", {})] },
  listTags: { plain: [at("/tags"), at(`/tags?q=${uri("机密")}`), at("/tags?q=sekret")] },
  readTag: {
    plain: [at("/tags/vip"), at("/tags/reader"), at("/tags/tiers"), at("/tags/sekret_xp")],
    named: (name) => [at(`/tags/${uri(name)}`)],
  },
  previewTags: {
    plain: [
      at("/tags/plan", document({ code: "vip", name: "重要" }, { code: "other", rule: { tag: "sekret_xp" } })),
      at("/tags/plan", document({ code: "fresh", name: "Konfidentiel list" })),
      at("/tags/plan", { ...document({ code: "vip", name: "重要" }), prune: true }),
    ],
    named: (name) => [
      at("/tags/plan", document({ code: "other", rule: { tag: name } })),
      at("/tags/plan", document({ code: "other", rule: { metric: name, is: ">= 1" } })),
    ],
  },
  applyTags: { plain: [at("/tags/apply", document({ code: "fresh", name: "新的" }))], job: true },
  evaluateTags: { plain: [at("/evaluations?force=true", {})], job: true },
  assignTag: {
    plain: [at("/tags/vip/members", { add: ["1"], remove: [] })],
    named: (name) => [at(`/tags/${uri(name)}/members`, { add: ["1"], remove: [] })],
  },
  assignInBulk: {
    plain: [at("/bulk-assignments", { who: { list: ["1"] }, add: ["vip"] })],
    named: (name) => [
      at("/bulk-assignments", { who: { list: ["1"] }, add: [name] }),
      at("/bulk-assignments", { who: { list: ["1"] }, remove: [name] }),
      at("/bulk-assignments", { who: { matching: { where: name } }, add: ["vip"] }),
    ],
    job: true,
  },
  listBulkAssignments: { plain: [at("/bulk-assignments")] },
  undoBulkAssignment: { plain: [at("/bulk-assignments/1/undo", {})] },
  suggestTags: {
    plain: [at("/suggestions", { suggestions: [{ customer: "2", tag: "vip" }] })],
    named: (name) => [at("/suggestions", { suggestions: [{ customer: "1", tag: name }] })],
  },
  listSuggestions: { plain: [at("/suggestions")], named: (name) => [at(`/suggestions?tag=${uri(name)}`)] },
  countSuggestions: { plain: [at("/suggestions/count")] },
  acceptSuggestions: { plain: [at("/suggestions/accept", { suggestions: [1] })] },
  rejectSuggestions: { plain: [at("/suggestions/reject", { suggestions: [1], rejection: "untrue" })] },
  reopenSuggestions: { plain: [at("/suggestions/reopen", { suggestions: [1] })] },
  readTagPrecision: { plain: [at("/tags/vip/precision")], named: (name) => [at(`/tags/${uri(name)}/precision`)] },
  setOverride: {
    plain: [at("/tags/reader/overrides", { customer: "1", direction: "out", reason: "试", until })],
    named: (name) => [at(`/tags/${uri(name)}/overrides`, { customer: "1", direction: "out", reason: "试", until })],
  },
  removeOverride: { plain: [at("/tags/reader/overrides/1")], named: (name) => [at(`/tags/${uri(name)}/overrides/1`)] },
  listOverrides: { plain: [at("/tags/reader/overrides")], named: (name) => [at(`/tags/${uri(name)}/overrides`)] },
  tagHistory: { plain: [at("/tags/reader/history")], named: (name) => [at(`/tags/${uri(name)}/history`)] },
  tagMoves: { named: (name) => [1, 2, 3].map((evaluation) => at(`/tags/${uri(name)}/history/${evaluation}`)) },
  readQueryPlan: {
    plain: [at("/evaluations/plan", { tags: [] }), at("/evaluations/plan", { tags: ["reader"] })],
    named: (name) => [at("/evaluations/plan", { tags: [name] })],
  },
  backtestRule: { plain: [at("/tags/reader/backtest", { months: 1 })], job: true },
  listCustomers: {
    plain: [at("/customers"), at("/customers?where=reader"), at("/customers?where=sekret_xp")],
    named: (name) => [at(`/customers?where=${uri(name)}`), at(`/customers?where=${uri(`vip and not ${name}`)}`)],
  },
  readCustomer: { plain: [at("/customers/1")] },
  readCustomerTags: { plain: [at("/customers/1/tags")] },
  listCustomerEvents: { plain: [at("/customers/1/events")] },
  customerHistory: {
    plain: [at("/customers/1/history"), at("/customers/1/history?limit=1")],
    named: (name) => [at(`/customers/1/history?tag=${uri(name)}`)],
  },
  explainTag: {
    plain: [at("/customers/1/why/reader"), at("/customers/1/why/tiers"), at("/customers/2/why/through")],
    named: (name) => [at(`/customers/1/why/${uri(name)}`)],
  },
  listCustomerIdentities: { plain: [at("/customers/1/identities")] },
  listMerges: { plain: [at("/merges")] },
  previewMerge: { plain: [at("/customers/1/merge/2")] },
  mergeCustomers: "numbers",
  previewSplit: { plain: [at("/customers/1/split/preview", { identities: [{ platform: "crm", external: "1" }] })] },
  splitCustomer: {
    named: (name) => [
      at("/customers/1/split", { identities: [{ platform: "crm", external: "1" }], reason: "试", tags: [{ tag: name, to: "stay" }] }),
    ],
  },
  previewUndo: { plain: [at("/merges/1/undo")] },
  undoMerge: "numbers",
  listReviews: { plain: [at("/reviews")] },
  countReviews: "numbers",
  decideReview: "numbers",
  previewReview: "numbers",
  listIdentityKinds: "identities",
  readMergeLimits: "identities",
  setMergeLimits: "identities",
  previewMergeLimits: "identities",
  listPlaceholders: "identities",
  editPlaceholders: "identities",
  previewPlaceholders: "identities",
  previewRule: {
    plain: [
      at("/rules/preview", { definition: { rule: { all: [paid, { tag: "reader" }] } } }),
      at("/rules/preview", { definition: { rule: { tag: "sekret_xp" } } }),
      at("/rules/preview", { definition: { rule: { tag: "vip" } }, tag: "reader" }),
    ],
    named: (name) => [
      at("/rules/preview", { definition: { rule: { tag: name } } }),
      at("/rules/preview", { definition: { rule: paid }, tag: name }),
    ],
    segment: (name) => [at("/rules/preview", { definition: { rule: { segment: name } } })],
  },
  estimateRule: {
    plain: [at("/rules/estimate", { definition: { rule: { tag: "reader" } } })],
    named: (name) => [at("/rules/estimate", { definition: { rule: { tag: name } } })],
  },
  countCustomers: {
    plain: [at("/count", { where: "reader and vip" })],
    named: (name) => [at("/count", { where: name }), at("/count?membersAt=2026-01-01", { where: name })],
  },
  listSegments: { plain: [at("/segments")] },
  readSegment: { plain: [at(`/segments/${uri("明群")}`)], segment: (name) => [at(`/segments/${uri(name)}`)] },
  saveSegment: { named: (name) => [at("/segments", { name: "试", where: name })] },
  deleteSegment: { segment: (name) => [at(`/segments/${uri(name)}`)] },
  exportCustomers: {
    plain: [at("/export?format=csv"), at("/export?format=jsonl&columns=customer,tags,tag.reader")],
    named: (name) => [at(`/export?format=csv&columns=customer,tag.${uri(name)}`), at(`/export?format=csv&where=${uri(name)}`)],
  },
  exportTags: { plain: [at("/tags/export?format=csv")] },
  listExportColumns: { plain: [at("/exports/columns")] },
  startExport: { plain: [at("/exports", { what: "tags", format: "csv" })], job: true },
  readExport: "a file that one has made",
  uploadFile: "shows the file that one has sent",
  previewFile: "shows the file that one has sent",
  checkFile: "asked below",
  importFile: "asked below",
  listImports: { plain: [at("/imports")] },
  readBadRows: "shows the file that one has sent",
  undoImport: "numbers",
  listMappings: { plain: [at("/mappings")] },
  saveMapping: "no tags",
  deleteMapping: "no tags",
  makeTemplate: { plain: [at("/templates/customers"), at("/templates/tags")] },
  listProducts: { plain: [at("/products")] },
  upsertCustomers: "numbers",
  sendEvents: "numbers",
  trackMessages: "numbers",
  setCustomer: "numbers",
  eraseCustomer: "a job without tags",
  changeMemberships: { named: (name) => [at("/memberships", { memberships: [{ customer: "1", tag: name }] })] },
  listConflicts: { plain: [at("/messages/conflicts")] },
  readJob: { plain: [at("/jobs/planted")] },
  listJobs: { plain: [at("/jobs")] },
  cancelJob: { plain: [at("/jobs/planted")] },
  listenLive: "pulse.test: a listener does not hear of a hidden tag",
  listWebhooks: { plain: [at("/webhooks")] },
  readWebhook: { plain: [at("/webhooks/planted")] },
  createWebhook: {
    named: (name) => [at("/webhooks", { name: "试", url: "http://127.0.0.1:9/", types: ["customer.tag.entered"], tags: [name] })],
  },
  updateWebhook: "as createWebhook",
  deleteWebhook: "no tags",
  rotateWebhookSecret: "no tags",
  endPreviousSecret: "no tags",
  listWebhookTypes: { plain: [at("/webhook-types")] },
  testWebhook: "as the deliveries below",
  listDeliveries: { plain: [at("/webhooks/planted/deliveries")] },
  replayDeliveries: "numbers",
  listSources: { plain: [at("/sources")] },
  createSource: "no tags",
  updateSource: "no tags",
  deleteSource: "no tags",
  runSource: "no tags",
  listSourceRuns: "no tags",
};

let tagwise: TestApp;
let receiver: Receiver;
const people = new Map<string, (options: InjectOptions) => ReturnType<TestApp["ask"]>>();
const ROLES = PersonRole.options.filter((role) => role !== "administrator");

async function admin<T = Record<string, unknown>>(method: NonNullable<InjectOptions["method"]>, url: string, payload?: object): Promise<T> {
  const answer = await tagwise.ask("administrator", { method, url: `/api${url}`, ...(payload && { payload }) });
  if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.body}`);
  return answer.json<T>();
}
const applied = async (...tags: object[]) => {
  const { job } = await admin<{ job: string }>("POST", "/tags/apply", document(...tags));
  const ended = await tagwise.ended(job);
  if (ended.state !== "done") throw new Error(JSON.stringify(ended));
};
/** A signed-in browser. */
async function signedIn(login: string) {
  const answer = await tagwise.ask(null, { method: "POST", url: "/api/session", payload: { login, password: PASSWORD } });
  const cookie = String(answer.headers["set-cookie"]).split(";")[0]!;
  return (options: InjectOptions) => tagwise.ask(null, { ...options, headers: { cookie, host: "localhost", origin: "http://localhost" } });
}

beforeAll(async () => {
  receiver = await openReceiver();
  tagwise = await openTestApp({ env: { TAGWISE_WEBHOOK_NETWORKS: "127.0.0.0/8" } });
  const customers = [1, 2, 3].map((number) => ({
    identities: [
      { platform: "crm", external: String(number) },
      { platform: "member", external: `m${number}` },
    ],
    attributes: { city: "上海" },
  }));
  await admin("POST", "/customers", { customers });
  await admin("POST", "/events", {
    events: [
      {
        event: "Order Completed",
        id: "e1",
        time: new Date().toISOString(),
        identities: [{ platform: "crm", external: "1" }],
        properties: { amount: 5 },
      },
    ],
  });
  await tagwise.ctx.records
    .insertInto("counters")
    .values({ name: "tag", value: SECRET.id - 1 })
    .execute();
  await applied({ code: SECRET.code, name: { zh: SECRET.zh, en: SECRET.en }, group: "机密组xq/内层" });
  await applied({ code: "vip", name: "重要客户", group: "公开组" });
  await admin("POST", "/segments", { name: SECRET.segment, where: `${SECRET.code} or vip` });
  await admin("POST", "/segments", { name: "明群", where: "vip" });
  await applied(
    { code: "reader", name: "组合", rule: { any: [{ tag: SECRET.zh }, paid] } },
    {
      code: "tiers",
      name: "分层",
      values: [
        { value: "甲", rule: { not: { tag: SECRET.code } } },
        { value: "乙", rule: { segment: SECRET.segment } },
      ],
      default: "丙",
    },
    { code: "through", name: "间接", rule: { all: [{ tag: "reader" }, { attribute: "city", is: "上海" }] } },
  );
  // One request about the hidden tag, and one whose condition names it.
  await admin("POST", "/changes", { ...document({ code: SECRET.code, name: { zh: SECRET.zh, en: SECRET.en } }), title: SECRET.zh });
  await admin("POST", "/changes", document({ code: "reader", name: "组合", rule: { any: [{ tag: SECRET.zh }, { not: paid }] } }));
  await admin("POST", `/tags/${SECRET.code}/members`, { add: ["1", "2"], remove: [] });
  await admin("POST", "/tags/vip/members", { add: ["1"], remove: [] });
  await admin("POST", "/suggestions", { suggestions: [{ customer: "3", tag: SECRET.code, reason: "试" }] });
  await admin("POST", "/webhooks", {
    name: "planted",
    url: "http://127.0.0.1:9/",
    types: ["customer.tag.entered"],
    tags: [SECRET.code, "vip"],
  });
  const ended = { created_at: new Date(), started_at: new Date(), start_at: new Date(), ended_at: new Date() };
  await tagwise.ctx.records
    .insertInto("jobs")
    .values({
      id: "planted",
      kind: "apply",
      input: "{}",
      state: "done",
      ...ended,
      actor_kind: "operator",
      actor: "operator",
      actor_name: "operator",
      lang: "zh",
      request: "r",
      result: JSON.stringify({ added: [SECRET.code], warnings: [SECRET.zh] }),
    })
    .execute();
  await admin("POST", "/departments", { name: "外包" });
  for (const role of ROLES) {
    await admin("POST", "/people", { login: `hidden-${role}`, name: role, role, department: "外包", password: PASSWORD });
    people.set(role, await signedIn(`hidden-${role}`));
  }
  await admin("POST", "/people", { login: "seer", name: "看得到", role: "editor", password: PASSWORD });
  people.set("seer", await signedIn("seer"));
  await admin("POST", "/grants", { subject: { department: "外包" }, object: { group: "机密组xq" }, action: "see", effect: "deny" });
});
afterAll(async () => {
  await receiver.close();
  await tagwise.close();
});

/** Codes, names and numbers of what is hidden. */
function leaks(text: string): string[] {
  const words = [SECRET.code, SECRET.zh, SECRET.en, SECRET.segment, "机密组xq", "内层"];
  return [...words.filter((word) => text.includes(word)), ...(new RegExp(`\\b${SECRET.id}\\b`).test(text) ? ["the number"] : [])];
}
const methodOf = (id: string) => OPERATIONS.find((operation) => operation.id === id)!.method;
/** An answer without what differs each time. */
const bare = (text: string) => text.replaceAll(/"(requestId|instance|asOf)":"[^"]*"/g, "");

test("every operation has said how it could name a tag", () => {
  expect(Object.keys(ASKED).toSorted()).toEqual(OPERATIONS.map(({ id }) => id).toSorted());
});

test("who may see the tag meets it where others must not", async () => {
  const seer = people.get("seer")!;
  for (const url of [
    "/tags",
    "/segments",
    "/customers/1",
    "/customers/1/tags",
    "/customers/1/history",
    "/customers/1/why/reader",
    "/overview",
    "/tag-groups",
    "/changes",
    "/changes/1",
    "/changes/2",
    "/exports/columns",
    "/jobs/planted",
  ]) {
    const answer = await seer({ method: "GET", url: `/api${url}` });
    expect(leaks(answer.body), url).not.toEqual([]);
  }
});

test.each(ROLES)("no answer to a person of the role %s holds the tag that is hidden from the department", async (role) => {
  const ask = people.get(role)!;
  const found: string[] = [];
  let answered = 0;
  for (const [id, calls] of Object.entries(ASKED)) {
    if (typeof calls === "string") continue;
    for (const { url, payload } of calls.plain ?? []) {
      const answer = await ask({ method: methodOf(id), url: `/api${url}`, ...(payload && { payload }) });
      if (answer.statusCode >= 500) found.push(`${id} ${url}: ${answer.body}`);
      if (answer.statusCode < 300) answered++;
      found.push(...leaks(answer.body).map((leak) => `${id} ${url} shows ${leak}`));
      if (!calls.job || answer.statusCode >= 300) continue;
      const { job } = answer.json<{ job: string }>();
      const ended = await ask({ method: "GET", url: `/api/jobs/${job}?wait=30000` });
      if (ended.json<JobShape>().state !== "done") found.push(`${id}: ${ended.body}`);
      found.push(...leaks(ended.body).map((leak) => `${id}'s job shows ${leak}`));
    }
  }
  expect(found).toEqual([]);
  expect(answered).toBeGreaterThan(15);
});

test.each(ROLES)("to a person of the role %s the hidden tag is answered as a tag that does not exist", async (role) => {
  const ask = people.get(role)!;
  const differing: string[] = [];
  for (const [id, calls] of Object.entries(ASKED)) {
    if (typeof calls === "string") continue;
    const cases = [
      ...[SECRET.code, SECRET.zh].flatMap((name) => (calls.named ? [[calls.named, name] as const] : [])),
      ...(calls.segment ? [[calls.segment, SECRET.segment] as const] : []),
    ];
    for (const [make, name] of cases) {
      const hidden = make(name);
      const nothing = make(NOTHING[name]!);
      for (const [index, { url, payload }] of hidden.entries()) {
        const other = nothing[index]!;
        const answer = await ask({ method: methodOf(id), url: `/api${url}`, ...(payload && { payload }) });
        const wanted = await ask({ method: methodOf(id), url: `/api${other.url}`, ...(other.payload && { payload: other.payload }) });
        if (answer.statusCode >= 500) differing.push(`${id} ${url}: ${answer.body}`);
        const replaced = (text: string) => bare(text).replaceAll(name, "*").replaceAll(uri(name), "*");
        const expected = bare(wanted.body).replaceAll(NOTHING[name]!, "*").replaceAll(uri(NOTHING[name]!), "*");
        if (replaced(answer.body) !== expected || answer.statusCode !== wanted.statusCode)
          differing.push(`${id} ${url}: ${answer.body} but ${wanted.body}`);
        if (answer.statusCode < 300 && !ANSWERS_FAULTS.has(id)) differing.push(`${id} ${url} is answered`);
      }
    }
  }
  expect(differing).toEqual([]);
});

test("a rule that reads the hidden tag shows that condition as hidden, in words, in its definition and in why", async () => {
  const ask = people.get("editor")!;
  const tag = (await ask({ method: "GET", url: "/api/tags/reader" })).json<{
    sentence: object;
    definition: { rule: object };
    uses: string[];
  }>();
  expect(tag.sentence).toMatchObject({ zh: expect.stringContaining("条件不可见"), en: expect.stringContaining("idden condition") });
  expect(tag.definition.rule).toEqual({ any: [{ hidden: true }, paid] });
  expect(tag.uses).toEqual([]);
  const why = (await ask({ method: "GET", url: "/api/customers/2/why/reader" })).json<{
    has: boolean;
    trees: { tree: { children: object[] } }[];
  }>();
  expect(why.has).toBe(true);
  expect(why.trees[0]!.tree.children[0]).toMatchObject({ sentence: { zh: "条件不可见" }, tag: null, observed: null, events: [] });
});

test("who does not see a condition may change the words of its tag and not its rule; nothing of the rule is lost", async () => {
  const ask = people.get("editor")!;
  const { definition } = (await ask({ method: "GET", url: "/api/tags/reader" })).json<{
    definition: { name: string } & Record<string, unknown>;
  }>();
  const apply = async (tag: object) => {
    const answer = await ask({ method: "POST", url: "/api/tags/apply", payload: document(tag) });
    const { job } = answer.json<{ job: string }>();
    return (await ask({ method: "GET", url: `/api/jobs/${job}?wait=30000` })).json<JobShape>();
  };
  expect(await apply({ ...definition, criteria: "新的口径" })).toMatchObject({ state: "done", result: { changed: ["reader"] } });
  const stored = await admin<{ definition: { rule: object; criteria: string } }>("GET", "/tags/reader");
  expect(stored.definition).toMatchObject({ rule: { any: [{ tag: SECRET.zh }, paid] }, criteria: "新的口径" });
  const refused = await apply({ ...definition, rule: { any: [{ hidden: true }, { tag: "vip" }] } });
  expect(refused).toMatchObject({ state: "failed", problem: { issues: [{ code: "TAG_CONDITIONS_HIDDEN" }] } });
  expect(await admin<object>("GET", "/tags/reader")).toMatchObject({ definition: { rule: { any: [{ tag: SECRET.zh }, paid] } } });
});

test("a code, a name and a segment's name that belong to what is hidden are refused without a word of whose they are", async () => {
  const ask = people.get("editor")!;
  const planned = async (tag: object) =>
    (await ask({ method: "POST", url: "/api/tags/plan", payload: document(tag) })).json<{ issues: { code: string }[] }>().issues;
  expect(await planned({ code: SECRET.code, name: "别的" })).toMatchObject([{ code: "TAG_UNAVAILABLE" }]);
  expect(await planned({ code: "fresh_xq", name: SECRET.zh })).toMatchObject([{ code: "TAG_UNAVAILABLE" }]);
  const saved = await ask({ method: "POST", url: "/api/segments", payload: { name: SECRET.segment, where: "vip" } });
  expect(saved.json()).toMatchObject({ code: "TAG_UNAVAILABLE" });
  expect(await admin<{ where: string }>("GET", `/segments/${uri(SECRET.segment)}`)).toMatchObject({
    where: expect.stringContaining(SECRET.zh),
  });
});

test("what a hidden tag stands on is not removed, and the refusal does not name it", async () => {
  await applied({ code: "hidden_reader_xq", name: "内部组合", group: "机密组xq", rule: { segment: "明群" } });
  const ask = people.get("editor")!;
  const refused = await ask({ method: "DELETE", url: `/api/segments/${uri("明群")}` });
  expect(refused.json()).toMatchObject({ code: "SEGMENT_IN_USE" });
  expect(refused.body).not.toMatch(/hidden_reader_xq|内部组合/);
});

test("a file cannot set the hidden tag, nor make a tag of its name; other names are suggested, never the hidden one", async () => {
  const ask = people.get("editor")!;
  const imported = async (cell: string, createTags: boolean) => {
    const file = await ask({
      method: "POST",
      url: "/api/uploads?name=tags.csv",
      headers: { "content-type": "application/octet-stream" },
      payload: Buffer.from(`会员号,标签\nm3,${cell}\n`),
    });
    const { upload } = file.json<{ upload: string }>();
    const answer = await ask({ method: "POST", url: "/api/imports", payload: { upload, createTags } });
    if (answer.statusCode >= 300) return answer.body;
    const { job } = answer.json<{ job: string }>();
    return (await ask({ method: "GET", url: `/api/jobs/${job}?wait=30000` })).body;
  };
  const [unknown, created, near] = [await imported(SECRET.zh, false), await imported(SECRET.zh, true), await imported("机密名草", false)];
  expect(unknown).toContain("TAGS_UNKNOWN");
  expect(created).toContain("TAG_UNAVAILABLE");
  expect(near).toContain("TAGS_UNKNOWN");
  for (const body of [unknown, created]) expect(leaks(body.replaceAll(SECRET.zh, "")), body).toEqual([]);
  expect(leaks(near)).toEqual([]);
  const { members } = await admin<{ members: number }>("GET", `/tags/${SECRET.code}`);
  expect(members).toBe(2);
});

test("a webhook sends nothing of a tag that its owner may not see", async () => {
  const { ctx, app } = tagwise;
  await ctx.records.updateTable("webhooks").set({ url: receiver.url }).where("name", "=", "planted").execute();
  const send = async (customer: string) => {
    for (const tag of [SECRET.code, "vip"]) await admin("POST", `/tags/${tag}/members`, { add: [customer], remove: [] });
    for (const id of await dueWebhooks(ctx)) while (await tellWebhook(ctx, webhookDeps(app), id, new AbortController().signal));
    return receiver.received
      .splice(0)
      .map(({ body }) => body)
      .join("\n");
  };
  await admin("POST", "/tags/vip/members", { add: [], remove: ["1", "2", "3"] });
  await admin("POST", `/tags/${SECRET.code}/members`, { add: [], remove: ["2", "3"] });
  expect(leaks(await send("2"))).not.toEqual([]);
  const { id } = await ctx.records.selectFrom("people").select("id").where("login", "=", "hidden-editor").executeTakeFirstOrThrow();
  await ctx.records.updateTable("webhooks").set({ owner_kind: "person", owner: id }).where("name", "=", "planted").execute();
  const sent = await send("3");
  expect(sent).toContain('"vip"');
  expect(leaks(sent)).toEqual([]);
});

test("a department's right to assign is taken for one tag: other tags stay, the refusal names the rule", async () => {
  const ask = people.get("staff")!;
  const assign = (tag: string) => ask({ method: "POST", url: `/api/tags/${tag}/members`, payload: { add: ["3"], remove: [] } });
  expect((await assign("vip")).statusCode).toBe(200);
  const { id } = await admin<{ id: string }>("POST", "/grants", {
    subject: { department: "外包" },
    object: { tag: "vip" },
    action: "assign",
    effect: "deny",
  });
  const refused = await assign("vip");
  expect(refused.json()).toMatchObject({ status: 403, code: "TAG_FORBIDDEN", zh: expect.stringContaining("部门「外包」不能打标签") });
  const batch = await ask({ method: "POST", url: "/api/memberships", payload: { memberships: [{ customer: "3", tag: "vip" }] } });
  expect(batch.json()).toMatchObject({ results: [{ status: "rejected", issues: [{ code: "TAG_FORBIDDEN" }] }] });
  await admin("DELETE", `/grants/${id}`);
  expect((await assign("vip")).statusCode).toBe(200);
});

test("a grant gives a right that the role lacks, for that tag alone", async () => {
  const ask = people.get("analyst")!;
  const assign = (tag: string) => ask({ method: "POST", url: `/api/tags/${tag}/members`, payload: { add: ["3"], remove: [] } });
  expect((await assign("vip")).json()).toMatchObject({ code: "FORBIDDEN" });
  await applied({ code: "other_static", name: "另一个" });
  const { id } = await admin<{ id: string }>("POST", "/grants", {
    subject: { person: "hidden-analyst" },
    object: { tag: "vip" },
    action: "assign",
    effect: "allow",
  });
  expect((await assign("vip")).statusCode).toBe(200);
  expect((await assign("other_static")).json()).toMatchObject({ code: "FORBIDDEN", params: { permission: "tag.assign" } });
  await admin("DELETE", `/grants/${id}`);
  expect((await assign("vip")).json()).toMatchObject({ code: "FORBIDDEN" });
});

test("a key that was made without the right to assign does not get it by a grant to its role", async () => {
  const { id } = await admin<{ id: string }>("POST", "/grants", {
    subject: { role: "editor" },
    object: { tag: "vip" },
    action: "assign",
    effect: "allow",
  });
  const { secret } = await admin<{ secret: string }>("POST", "/keys", { name: "只读标签", role: "editor", scopes: ["tag.read"] });
  const headers = { authorization: `Bearer ${secret}` };
  const answer = await tagwise.ask(null, { method: "POST", url: "/api/tags/vip/members", headers, payload: { add: ["3"], remove: [] } });
  expect(answer.json()).toMatchObject({ code: "FORBIDDEN", params: { permission: "tag.assign" } });
  await admin("DELETE", `/grants/${id}`);
});

test("administrators see everything whatever is denied, and are told so", async () => {
  await admin("POST", "/grants", { subject: { person: "admin" }, object: { workspace: true }, action: "see", effect: "deny" });
  const { actions } = await admin<ExplainedGrants>("GET", `/tags/${SECRET.code}/rights?person=admin`);
  expect(actions.map(({ allowed }) => allowed)).toEqual([true, true, true, true]);
  expect(actions[0]!.because.en).toContain("administrators");
});
