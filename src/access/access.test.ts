import { parseOptions } from "@node-rs/argon2";
import { sql as recordsSql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { testStores } from "../../test/support/stores.ts";
import { openRecords } from "../engine/records/open.ts";
import { openCaches, type Ctx } from "../engine/index.ts";
import { langOf, type Actor } from "../kernel/index.ts";
import {
  actorOfKey,
  actorOfSession,
  ANONYMOUS,
  createKey,
  createPerson,
  endOtherSessions,
  endSession,
  ensureAdmin,
  listKeys,
  listSessions,
  openSeal,
  LONGEST_SESSION_MILLISECONDS,
  OPERATOR,
  readSession,
  revokeKey,
  setPassword,
  signIn,
  signOut,
} from "./index.ts";
import { hashPassword, NOBODY, verifyPassword } from "./people/password.ts";
import { hashSecret } from "./secrets/secret.ts";

const stores = await testStores();
const NOW = Date.UTC(2025, 10, 2, 3, 4, 5);
let now = NOW;
let base: Ctx;

const as = (actor: Actor): Ctx => ({ ...base, actor });
const seal = openSeal({ dataDir: "", secret: "of tests" });
const operator = () => as(OPERATOR);
const enter = (login: string, password: string, address = "10.0.0.1") =>
  signIn({ ctx: as(ANONYMOUS), input: { login, password, address, seal } });

beforeAll(async () => {
  const records = await openRecords(stores);
  base = {
    workspace: { id: "main", name: "店", timezone: "Asia/Shanghai" },
    actor: ANONYMOUS,
    clock: () => now,
    lang: langOf("zh"),
    requestId: "r1",
    log: { info() {}, warn() {}, error() {} },
    records,
    // Nothing of this room reads facts.
    facts: undefined as never,
    caches: openCaches(),
    lease: undefined as never,
    dataDir: stores.dataDir,
    memoryBytes: 0,
  };
});
beforeEach(async () => {
  now = NOW;
  await recordsSql`truncate audit, login_attempts, keys, people cascade`.execute(base.records);
});
afterAll(async () => {
  await base.records.destroy();
  await stores.remove();
});

const addPerson = (login: string, role: "administrator" | "read-only" = "read-only") =>
  createPerson({ ctx: operator(), input: { login, name: login, role, password: "correct horse" } });
const audited = () => base.records.selectFrom("audit").select(["action", "actor", "details"]).orderBy("id").execute();

test("the first person is created once, also when two processes start at the same moment", async () => {
  const input = { login: "Admin ", name: "管理员", password: "correct horse" };
  const both = await Promise.all([ensureAdmin({ ctx: operator(), input }), ensureAdmin({ ctx: operator(), input })]);
  expect(both.map(({ created }) => created).toSorted()).toEqual([false, true]);
  expect(await ensureAdmin({ ctx: operator(), input: { ...input, login: "other" } })).toEqual({ created: false });
  expect(await base.records.selectFrom("people").select(["login", "role"]).execute()).toEqual([{ login: "admin", role: "administrator" }]);
});

test("passwords are stored as argon2id at today's cost and nowhere in the audit", async () => {
  await addPerson("li");
  const { password } = await base.records.selectFrom("people").select("password").executeTakeFirstOrThrow();
  expect(password).toMatch(/^\$argon2id\$/);
  expect(JSON.stringify(await audited())).not.toMatch(/argon2|correct horse/);
});

test("the hash an unknown login is checked against costs what a real one costs", async () => {
  expect(parseOptions(NOBODY)).toEqual(parseOptions(await hashPassword("correct horse")));
  expect(await verifyPassword(undefined, "anything")).toBe(false);
});

test("a login is the same person in any case and width, a password is not", async () => {
  await addPerson("Ｌｉ@Example.com");
  const { token, actor } = await enter("  li@example.COM ", "correct horse");
  expect(actor).toMatchObject({ kind: "person", name: "Ｌｉ@Example.com" });
  expect((await actorOfSession(base.records, token, now)).actor).toEqual(actor);
  await expect(enter("li@example.com", "Correct horse")).rejects.toMatchObject({ code: "LOGIN_WRONG", status: 401 });
  await expect(enter("nobody", "correct horse")).rejects.toMatchObject({ code: "LOGIN_WRONG" });
});

test("a weak password and a taken login are refused", async () => {
  await addPerson("li");
  await expect(addPerson("LI")).rejects.toMatchObject({ code: "LOGIN_TAKEN" });
  const weak = (password: string) =>
    createPerson({ ctx: operator(), input: { login: "longenough", name: "x", role: "read-only", password } });
  await expect(weak("1234567")).rejects.toMatchObject({ code: "PASSWORD_WEAK" });
  await expect(weak("LongEnough")).rejects.toMatchObject({ code: "PASSWORD_WEAK" });
});

const DAY_MILLISECONDS = 24 * 3_600_000;

test("only the hash of a session is stored; it ends 30 days after its last use, and 90 days after the sign-in in any case", async () => {
  await addPerson("li");
  const { token } = await enter("li", "correct horse");
  expect(await base.records.selectFrom("sessions").select("token").execute()).toEqual([{ token: hashSecret(token) }]);
  now = NOW + 60_000;
  expect(await actorOfSession(base.records, token, now)).toMatchObject({ extended: null });
  now = NOW + 30 * DAY_MILLISECONDS - 1;
  expect(await actorOfSession(base.records, token, now)).toMatchObject({ extended: new Date(now + 30 * DAY_MILLISECONDS) });
  now += 30 * DAY_MILLISECONDS;
  await expect(actorOfSession(base.records, token, now)).rejects.toMatchObject({ code: "SESSION_ENDED" });

  now = NOW;
  const used = await enter("li", "correct horse");
  expect(LONGEST_SESSION_MILLISECONDS).toBe(90 * DAY_MILLISECONDS);
  for (let day = 1; day < 90; day++) {
    now = NOW + day * DAY_MILLISECONDS;
    const { extended } = await actorOfSession(base.records, used.token, now);
    expect(extended!.getTime()).toBeLessThanOrEqual(NOW + LONGEST_SESSION_MILLISECONDS);
  }
  now = NOW + LONGEST_SESSION_MILLISECONDS;
  await expect(actorOfSession(base.records, used.token, now)).rejects.toMatchObject({ code: "SESSION_ENDED" });
});

test("a person lists and ends the own sessions; an administrator everybody's; to others they do not exist", async () => {
  await addPerson("li");
  await addPerson("wang");
  const agent = `Browser\0 ${"x".repeat(400)}`;
  const input = { login: "li", password: "correct horse", address: "10.0.0.7", agent, seal };
  const here = await signIn({ ctx: as(ANONYMOUS), input });
  now += 1_000;
  const there = await enter("li", "correct horse", "10.0.0.8");
  const other = await enter("wang", "correct horse");
  const { items } = await listSessions({ ctx: as(here.actor), input: { all: false, token: here.token } });
  expect(items.map(({ address, current, person }) => [address, current, person.login])).toEqual([
    ["10.0.0.8", false, "li"],
    ["10.0.0.7", true, "li"],
  ]);
  expect(items[1]!.agent).toBe(`Browser ${"x".repeat(292)}`);
  expect(JSON.stringify(items)).not.toContain(hashSecret(here.token));
  await expect(listSessions({ ctx: as(here.actor), input: { all: true } })).rejects.toMatchObject({ code: "FORBIDDEN" });
  const all = await listSessions({ ctx: operator(), input: { all: true } });
  expect(all.items).toHaveLength(3);
  const theirs = all.items.find(({ person }) => person.login === "wang")!;
  await expect(endSession({ ctx: as(here.actor), input: { session: theirs.id } })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await endSession({ ctx: operator(), input: { session: theirs.id } });
  await expect(actorOfSession(base.records, other.token, now)).rejects.toMatchObject({ code: "SESSION_ENDED" });
  expect(await endOtherSessions({ ctx: as(here.actor), input: { token: here.token } })).toEqual({ ended: 1 });
  await expect(actorOfSession(base.records, there.token, now)).rejects.toMatchObject({ code: "SESSION_ENDED" });
  await endSession({ ctx: as(here.actor), input: { session: items[1]!.id } });
  await expect(actorOfSession(base.records, here.token, now)).rejects.toMatchObject({ code: "SESSION_ENDED" });
});

test("signing out ends the session at once, a second time is no error", async () => {
  await addPerson("li");
  const { token, actor } = await enter("li", "correct horse");
  await signOut({ ctx: as(actor), input: { token } });
  await signOut({ ctx: as(actor), input: { token } });
  await expect(actorOfSession(base.records, token, now)).rejects.toMatchObject({ code: "SESSION_ENDED" });
  expect((await audited()).map(({ action }) => action)).toEqual(["person.create", "session.open", "session.close"]);
});

test("a new password ends the person's sessions", async () => {
  await addPerson("li");
  const { token } = await enter("li", "correct horse");
  await setPassword({ ctx: operator(), input: { login: "Li", password: "battery staple" } });
  await expect(actorOfSession(base.records, token, now)).rejects.toMatchObject({ code: "SESSION_ENDED" });
  await expect(enter("li", "correct horse")).rejects.toMatchObject({ code: "LOGIN_WRONG" });
  await enter("li", "battery staple");
});

test("five failures are free, then the wait doubles; another address or login does not wait; success forgets", async () => {
  await addPerson("li");
  for (let i = 0; i < 5; i++) await expect(enter("li", "wrong")).rejects.toMatchObject({ code: "LOGIN_WRONG" });
  await expect(enter("li", "correct horse")).rejects.toMatchObject({ code: "LOGIN_THROTTLED", status: 429, params: { seconds: 1 } });
  await enter("li", "correct horse", "10.0.0.2");
  await expect(enter("wang", "wrong")).rejects.toMatchObject({ code: "LOGIN_WRONG" });
  now += 1_000;
  await expect(enter("li", "wrong")).rejects.toMatchObject({ code: "LOGIN_WRONG" });
  await expect(enter("li", "correct horse")).rejects.toMatchObject({ params: { seconds: 2 } });
  now += 2_000;
  await enter("li", "correct horse");
  await expect(enter("li", "wrong")).rejects.toMatchObject({ code: "LOGIN_WRONG" });
  await enter("li", "correct horse");
});

test("one address that tries many logins waits, and success with one of them does not free it", async () => {
  await addPerson("li");
  for (let each = 0; each < 30; each++) await expect(enter(`guess${each}`, "wrong")).rejects.toMatchObject({ code: "LOGIN_WRONG" });
  await expect(enter("another", "wrong")).rejects.toMatchObject({ code: "LOGIN_THROTTLED" });
  await enter("li", "correct horse", "10.0.0.2");
  now += 1_000;
  await enter("li", "correct horse");
  now += 1;
  await expect(enter("another", "wrong")).rejects.toMatchObject({ code: "LOGIN_THROTTLED" });
});

test("one login that many addresses try waits; where it is signed in already it does not", async () => {
  await addPerson("li");
  await enter("li", "correct horse", "10.0.0.2");
  for (let each = 0; each < 30; each++) await expect(enter("li", "wrong", `10.1.0.${each}`)).rejects.toMatchObject({ code: "LOGIN_WRONG" });
  await expect(enter("li", "correct horse", "10.2.0.1")).rejects.toMatchObject({ code: "LOGIN_THROTTLED" });
  await enter("li", "correct horse", "10.0.0.2");
  await enter("li", "correct horse", "10.2.0.1");
});

test("attempts at the same moment are counted before their passwords are looked at", async () => {
  await addPerson("li");
  const results = await Promise.allSettled(Array.from({ length: 12 }, () => enter("li", "wrong")));
  const codes = results.map((result) => (result.status === "rejected" ? (result.reason as { code: string }).code : "in"));
  expect(codes.filter((code) => code === "LOGIN_WRONG")).toHaveLength(5);
  expect(codes.filter((code) => code === "LOGIN_THROTTLED")).toHaveLength(7);
});

test("an API key acts with its role until it is revoked; only its hash is stored", async () => {
  const { key, secret } = await createKey({ ctx: operator(), input: { name: "ERP", role: "read-only" } });
  expect(secret).toMatch(/^tw_[0-9A-Za-z]{43}$/);
  expect(secret.startsWith(key.prefix)).toBe(true);
  const stored = await base.records.selectFrom("keys").selectAll().executeTakeFirstOrThrow();
  expect(JSON.stringify(stored)).not.toContain(secret);
  now += 5_000;
  const actor = await actorOfKey(base.records, secret, now);
  expect(actor).toMatchObject({ kind: "key", id: key.id, name: "ERP" });
  expect([...actor.permissions]).toEqual(["tag.read", "customer.read"]);
  expect((await listKeys({ ctx: operator(), input: {} })).items).toEqual([{ ...key, lastUsedAt: new Date(now).toISOString() }]);
  await revokeKey({ ctx: operator(), input: { key: key.id } });
  await expect(actorOfKey(base.records, secret, now)).rejects.toMatchObject({ code: "KEY_INVALID" });
  await expect(revokeKey({ ctx: operator(), input: { key: key.id } })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await audited()).map(({ action }) => action)).toEqual(["key.create", "key.revoke"]);
  expect(JSON.stringify(await audited())).not.toContain(secret);
});

test("whoever may not manage the team can do none of it", async () => {
  const { secret } = await createKey({ ctx: operator(), input: { name: "m", role: "editor" } });
  const ctx = as(await actorOfKey(base.records, secret, now));
  const person = { login: "zhao", name: "x", role: "administrator", password: "correct horse" } as const;
  const tries = [
    () => createPerson({ ctx, input: person }),
    () => ensureAdmin({ ctx, input: person }),
    () => setPassword({ ctx, input: person }),
    () => createKey({ ctx, input: { name: "x", role: "administrator" } }),
    () => listKeys({ ctx, input: {} }),
    () => revokeKey({ ctx, input: { key: "x" } }),
  ];
  for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN", params: { permission: "team.manage" } });
});

test("a change that fails leaves no audit behind", async () => {
  await addPerson("li");
  const before = await audited();
  await expect(addPerson("li")).rejects.toMatchObject({ code: "LOGIN_TAKEN" });
  expect(await audited()).toEqual(before);
});

test("everybody who acts can read who they are; nobody cannot", async () => {
  const { person } = await addPerson("li");
  const { actor } = await enter("li", "correct horse");
  expect(await readSession({ ctx: as(actor), input: {} })).toEqual({
    person: { id: person, name: "li", login: "li", role: "read-only" },
    permissions: ["tag.read", "customer.read"],
    workspace: base.workspace,
  });
  const { secret, key } = await createKey({ ctx: operator(), input: { name: "ERP", role: "staff" } });
  const session = await readSession({ ctx: as(await actorOfKey(base.records, secret, now)), input: {} });
  expect(session.person).toEqual({ id: key.id, name: "ERP", login: key.prefix, role: "staff" });
  expect((await readSession({ ctx: operator(), input: {} })).person.role).toBe("administrator");
  await expect(readSession({ ctx: as(ANONYMOUS), input: {} })).rejects.toMatchObject({ code: "SIGN_IN_NEEDED" });
});
