import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createKey } from "../../src/access/index.ts";
import { OPERATIONS, ROLE_PERMISSIONS, type Role } from "../../src/contract/index.ts";
import { PERMISSIONS, type Permission } from "../../src/kernel/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { leaks, plant, PLANTED, type PlantedWorld } from "../support/planted.ts";

let tagwise: TestApp;
let world: PlantedWorld;
/** Everything but seeing people as they are: no role of the product, so that no answer is spared by another permission. */
const CURIOUS: Role = "staff";
const before = ROLE_PERMISSIONS[CURIOUS];

beforeAll(async () => {
  tagwise = await openTestApp({ env: { TAGWISE_LOOKUPS_PER_HOUR: "500" } });
  const few: readonly Permission[] = PERMISSIONS.filter((each) => each !== "customer.personal" && each !== "customer.sensitive");
  Object.assign(ROLE_PERMISSIONS, { [CURIOUS]: few });
  world = await plant(tagwise);
});
afterAll(async () => {
  Object.assign(ROLE_PERMISSIONS, { [CURIOUS]: before });
  await tagwise.close();
});

interface Call {
  readonly url: string;
  readonly payload?: object | string;
}
type Calls = (of: PlantedWorld) => readonly (string | Call)[];

const rule = { attribute: "income", is: ">= 1" };
const pages =
  (url: string): Calls =>
  () => [url];

/**
 * How every operation is asked for what was planted. One that is not asked says why. A new operation without an entry fails the first test:
 * whoever adds one decides here how it could show somebody's data.
 */
const READ: Readonly<Record<string, Calls | string>> = {
  listAudit: () => ["/audit", "/audit?of=reads"],
  exportAudit: () => ["/audit/export", "/audit/export?of=reads"],
  verifyAudit: pages("/audit/verify"),
  readSignIn: "answers ways to sign in",
  beginOidc: "leads to the provider",
  finishOidc: "leads to a page",
  signIn: "answers who signs in",
  signOut: "answers nothing",
  readSession: pages("/session"),
  listSessions: () => ["/sessions", "/sessions?all=true"],
  endSession: "answers nothing",
  endOtherSessions: "answers a number",
  readAccount: "answers who asks",
  changeAccount: "answers who asks",
  changePassword: "answers a number",
  startTwoFactor: "answers a new secret",
  confirmTwoFactor: "answers new recovery codes",
  renewRecoveryCodes: "answers new recovery codes",
  endTwoFactor: "answers nothing",
  resetTwoFactor: "answers the person, who is no customer",
  listPeople: pages("/people?state=all"),
  createPerson: "answers the new person's id",
  changePerson: "answers the person it changes, who is no customer",
  listHoldings: pages("/people/admin/holdings"),
  disablePerson: "answers the person, and names of tags, webhooks, data sources and keys",
  enablePerson: "answers the person it enables, who is no customer",
  invitePerson: "answers the invitation it makes",
  listInvitations: pages("/invitations"),
  withdrawInvitation: "answers the invitation it withdraws",
  readInvitation: "answers what its link offers",
  acceptInvitation: "answers who signs in",
  listDepartments: pages("/departments"),
  createDepartment: "answers the new department",
  changeDepartment: "answers the department it changes",
  removeDepartment: "answers nothing",
  listGrants: pages("/grants"),
  createGrant: "answers the grant: people and tags, no customer",
  removeGrant: "answers nothing",
  explainGrants: ({ tags }) => tags.map((tag) => `/tags/${tag}/rights?person=admin`),
  listKeys: pages("/keys"),
  createKey: "answers the new key",
  revokeKey: "answers nothing",
  readOverview: pages("/overview"),
  describeCatalogue: pages("/catalogue"),
  readCatalogueUse: pages("/catalogue/use"),
  readEventUse: pages("/catalogue/events/Order%20Completed"),
  labelEvent: "answers nothing",
  changeProperty: "answers nothing; its errors are asked below",
  changeAttribute: "answers nothing",
  previewAttributeType: pages("/catalogue/attributes/phone/type?type=number"),
  readTagDictionary: pages("/tag-dictionary"),
  listTemplates: pages("/tag-templates"),
  previewTemplate: "answers numbers of customers",
  listTags: pages("/tags"),
  readTag: ({ tags }) => tags.map((tag) => `/tags/${tag}`),
  listTagGroups: pages("/tag-groups"),
  readTagSettings: pages("/tag-settings"),
  changeTagSettings: "answers numbers",
  listTagOverlaps: pages("/tag-groups/overlaps"),
  setApproval: "answers yes or no",
  listChanges: pages("/changes"),
  readChange: "definitions of tags and words about them; no customer",
  createChange: "answers a number",
  previewChange: "answers numbers, as previewTags",
  commentChange: "answers one's own comment",
  approveChange: "answers a state and a job; readJob is asked",
  rejectChange: "answers a state",
  withdrawChange: "answers a state",
  publishChange: "answers a job; readJob is asked",
  createTagGroup: "answers the group, which names no customer",
  changeTagGroup: "answers the group, which names no customer",
  moveTagGroup: "answers the group, which names no customer",
  removeTagGroup: "answers numbers",
  moveTags: "answers a number",
  createTag: "answers a code and a job; readJob is asked",
  checkTag: () => [{ url: "/tags/check", payload: { definition: { name: "新", kind: "rule", rule } } }],
  editTag: "answers a code and a number; a refusal shows the definition",
  pauseTag: "answers a code",
  deleteTag: "answers a code; a refusal names uses",
  retireTag: "answers a code; a refusal names uses",
  restoreTag: "a job; readJob is asked",
  previewTags: () => [{ url: "/tags/plan", payload: { document: { tags: [{ code: "x", name: "新", rule }] } } }],
  applyTags: "a job; readJob is asked",
  evaluateTags: "a job; readJob is asked",
  assignTag: "answers numbers",
  assignInBulk: "a job; readJob is asked",
  listBulkAssignments: pages("/bulk-assignments"),
  undoBulkAssignment: "a job of numbers",
  suggestTags: "answers numbers",
  listSuggestions: () => ["/suggestions", "/suggestions?state=rejected"],
  countSuggestions: pages("/suggestions/count"),
  acceptSuggestions: "answers numbers",
  rejectSuggestions: "answers numbers",
  reopenSuggestions: "answers numbers",
  readTagPrecision: "answers numbers",
  setOverride: "answers the tag",
  removeOverride: "answers the tag",
  listOverrides: ({ tags }) => tags.map((tag) => `/tags/${tag}/overrides`),
  listCustomers: () => [
    "/customers",
    `/customers?q=${encodeURIComponent(PLANTED.taobao)}`,
    "/customers?where=rich",
    "/customers?limit=500&q=planted-1",
  ],
  readCustomer: ({ customer, other }) => [`/customers/${customer}`, `/customers/${other}`, "/customers/member:planted-3"],
  readCustomerTags: ({ customer, other }) => [
    `/customers/${customer}/tags`,
    `/customers/${other}/tags`,
    "/customers/member:planted-3/tags",
  ],
  listCustomerEvents: ({ customer }) => [`/customers/${customer}/events?limit=100`],
  explainTag: ({ customer, tags }) => tags.map((tag) => `/customers/${customer}/why/${tag}`),
  countCustomers: () => [{ url: "/count", payload: { where: "rich" } }],
  exportCustomers: ({ tags }) =>
    ["csv", "jsonl"].map((format) => `/export?format=${format}&columns=${encodeURIComponent(exportColumns(tags).join(","))}`),
  customerHistory: ({ customer }) => [`/customers/${customer}/history`],
  tagHistory: pages("/tags/rich/history"),
  tagMoves: () => ["/tags/rich/history/1", "/tags/vip/history/2", "/tags/vip/history/3"],
  listCustomerIdentities: ({ customer, other }) => [`/customers/${customer}/identities`, `/customers/${other}/identities`],
  listMerges: ({ customer }) => ["/merges", `/merges?customer=${customer}`],
  previewMerge: ({ customer, other }) => [`/customers/${customer}/merge/${other}`],
  mergeCustomers: ({ customer, other }) => [{ url: `/customers/${customer}/merge`, payload: { other: String(other), reason: "试" } }],
  splitCustomer: ({ customer }) => [
    { url: `/customers/${customer}/split`, payload: { identities: [{ platform: "member", external: "planted-2" }], reason: "试" } },
  ],
  previewSplit: ({ customer }) => [
    { url: `/customers/${customer}/split/preview`, payload: { identities: [{ platform: "member", external: "planted-2" }] } },
  ],
  previewUndo: pages("/merges/1/undo"),
  undoMerge: () => [{ url: "/merges/1/undo", payload: { reason: "试" } }],
  listReviews: () => ["/reviews", "/reviews?state=kept"],
  countReviews: pages("/reviews/counts"),
  decideReview: () => [{ url: "/reviews/1", payload: { verdict: "join", reason: "试" } }],
  previewReview: "answers numbers",
  listPlaceholders: pages("/identity/placeholders"),
  previewPlaceholders: "answers numbers",
  editPlaceholders: "answers the list as listPlaceholders",
  readMergeLimits: pages("/merge-limits"),
  setMergeLimits: "answers the limits",
  previewMergeLimits: "answers numbers",
  listIdentityKinds: pages("/identity/kinds"),
  readQueryPlan: () => [{ url: "/evaluations/plan", payload: { tags: [] } }],
  previewRule: () => [
    { url: "/rules/preview", payload: { definition: { rule } } },
    { url: "/rules/preview", payload: { definition: { rule: { all: [rule, { attribute: "city", is: "北京" }] } } } },
  ],
  estimateRule: () => [{ url: "/rules/estimate", payload: { definition: { rule } } }],
  backtestRule: () => [{ url: "/tags/rich/backtest", payload: { months: 1 } }],
  listSegments: pages("/segments"),
  saveSegment: () => [{ url: "/segments", payload: { name: "富", where: "rich" } }],
  readSegment: pages("/segments/1"),
  deleteSegment: "answers nothing",
  uploadFile: "takes a file",
  previewFile: "shows the file that one has sent",
  checkFile: "counts and shows the file that one has sent",
  importFile: "a job; readJob is asked",
  listImports: pages("/imports"),
  readBadRows: "shows rows of the file that one has sent",
  undoImport: "a job",
  listMappings: pages("/mappings"),
  saveMapping: "answers nothing",
  deleteMapping: "answers nothing",
  makeTemplate: "an empty form",
  startExport: "a job whose file is that of exportCustomers",
  readExport: "a file that one has made",
  listExportColumns: pages("/exports/columns"),
  exportTagDictionary: pages("/tag-dictionary/export?format=md"),
  exportTags: pages("/tags/export?format=csv"),
  listProducts: pages("/products"),
  listConflicts: pages("/messages/conflicts"),
  upsertCustomers: "answers numbers",
  sendEvents: "answers numbers",
  trackMessages: "answers numbers",
  setCustomer: "answers a number",
  eraseCustomer: "a job",
  changeMemberships: "answers numbers",
  readJob: pages("/jobs/planted"),
  listJobs: pages("/jobs"),
  cancelJob: "answers the job as readJob",
  listenLive: "asked below",
  listWebhooks: pages("/webhooks"),
  readWebhook: pages("/webhooks/1"),
  createWebhook: "answers the webhook",
  updateWebhook: "answers the webhook",
  deleteWebhook: "answers nothing",
  rotateWebhookSecret: "answers the secret",
  endPreviousSecret: "answers the webhook",
  listWebhookTypes: pages("/webhook-types"),
  testWebhook: "answers the receiver's status",
  listDeliveries: pages("/webhooks/1/deliveries"),
  replayDeliveries: "answers numbers",
  listSources: pages("/sources"),
  createSource: "answers the source",
  updateSource: "answers the source",
  deleteSource: "answers nothing",
  runSource: "a job",
  listSourceRuns: pages("/sources/1/runs"),
};

function exportColumns(tags: readonly string[]): string[] {
  const attributes = [
    "phone",
    "email",
    "wechat",
    "address",
    "birthday",
    "income",
    "id_number",
    "child_birthday",
    "remark",
    "紧急联系人",
    "backup",
    "salary",
  ];
  return ["customer", "name", "identity.phone", "identity.email", "identity.taobao", "identity.device", "tags"].concat(
    attributes.map((code) => `attribute.${code}`),
    tags.map((tag) => `tag.${tag}`),
  );
}

test("every operation has said how it could show somebody's data", () => {
  expect(Object.keys(READ).toSorted()).toEqual(OPERATIONS.map(({ id }) => id).toSorted());
});

test("who may see them meets every planted value somewhere", async () => {
  const seen = new Set<string>();
  const { customer } = world;
  for (const url of ["", "/tags", "/events?limit=100", "/identities", "/history", ...world.tags.map((tag) => `/why/${tag}`)]) {
    const { body } = await tagwise.ask("administrator", { url: `/api/customers/${customer}${url}` });
    for (const leak of leaks(body)) seen.add(leak);
  }
  for (const url of ["/reviews", "/merges", "/catalogue/use", "/messages/conflicts"])
    for (const leak of leaks((await tagwise.ask("administrator", { url: `/api${url}` })).body)) seen.add(leak);
  const words = ["birthdayWords", "incomeWords", "childWords", "salaryWords", "monthlyWords"];
  const missing = Object.entries(PLANTED).filter(([what, value]) => !words.includes(what) && !seen.has(`${what}: ${value}`));
  expect(missing).toEqual([]);
});

test.each(["read-only", CURIOUS] as const)("no answer to a %s without the right to personal data holds any of it", async (role) => {
  // What a job reports may quote a file.
  const at = new Date();
  const done = {
    id: "planted",
    kind: "import",
    input: "{}",
    state: "done",
    created_at: at,
    started_at: at,
    start_at: at,
    ended_at: at,
  } as const;
  const asker = { actor_kind: "key", actor: "x", actor_name: "x", lang: "zh", request: "r" } as const;
  await tagwise.ctx.records
    .insertInto("jobs")
    .values({ ...done, ...asker, result: JSON.stringify(role === "read-only" ? { issues: [PLANTED.name] } : {}) })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ result: "{}" }))
    .execute();
  const found: string[] = [];
  const answered = new Set<string>();
  for (const { id, method } of OPERATIONS) {
    const calls = READ[id]!;
    if (typeof calls === "string") continue;
    for (const call of calls(world)) {
      const { url, payload } = typeof call === "string" ? { url: call, payload: undefined } : call;
      const answer = await tagwise.ask(role, { method, url: `/api${url}`, ...(payload !== undefined && { payload }) });
      expect(answer.statusCode, `${method} ${url}: ${answer.body}`).toBeLessThan(500);
      expect(answer.statusCode, `${method} ${url}: ${answer.body}`).not.toBe(422);
      if (answer.statusCode < 300) answered.add(id);
      found.push(...leaks(answer.body).map((leak) => `${method} ${url} shows ${leak}`));
    }
  }
  expect(found).toEqual([]);
  // The test would say nothing if it were refused everywhere.
  const asked = [
    "readCustomer",
    "listCustomers",
    "listCustomerEvents",
    "explainTag",
    "listReviews",
    "listMerges",
    "customerHistory",
    "listOverrides",
  ];
  for (const id of role === "read-only" ? asked : [...asked, "previewRule", "exportCustomers", "listAudit", "mergeCustomers"])
    expect(answered, id).toContain(id);
});

test("the live stream tells a viewer what changed and nothing of whom", async () => {
  await tagwise.server.listen({ port: 0, host: "127.0.0.1" });
  const { port } = tagwise.server.server.address() as AddressInfo;
  const { secret } = await createKey({ ctx: tagwise.ctx, input: { name: "ear", role: "read-only" } });
  const stopping = new AbortController();
  const response = await fetch(`http://127.0.0.1:${port}/api/live`, {
    headers: { authorization: `Bearer ${secret}` },
    signal: stopping.signal,
  });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const attributes = { name: PLANTED.name, income: "91827.5" };
  const customers = [{ identities: [{ platform: "phone", external: PLANTED.phone }], attributes }];
  await tagwise.ask("administrator", { method: "POST", url: "/api/customers", payload: { customers } });
  let text = "";
  while (!text.includes('"facts"')) text += (await reader.read()).value ?? "";
  stopping.abort();
  expect(leaks(text)).toEqual([]);
});
