import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeClaim } from "./claim.ts";
import { lockDirectory, serverOf } from "./index.ts";
import { ownMark } from "./process.ts";

let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tagwise-lock-"));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

/** A process that takes the lock, says so, and then keeps it until killed. */
async function holder(address: string | null = null): Promise<{ child: ChildProcess; said: string }> {
  const script = `
    import { lockDirectory } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
    try { await lockDirectory(${JSON.stringify(dataDir)}, ${JSON.stringify(address)}); console.log("held"); setInterval(() => {}, 60000); }
    catch (error) { console.log(error.code); }`;
  const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const [chunk] = (await once(child.stdout!, "data")) as [Buffer];
  return { child, said: chunk.toString().trim() };
}

const claims = () => readdirSync(join(dataDir, "lock"));
const mark = (changes: object) => ({
  ...ownMark(),
  id: "0",
  state: "held" as const,
  since: "2025-01-01T00:00:00.000Z",
  address: null,
  ownerAccess: null,
  ...changes,
});
const ACCESS = { url: "http://127.0.0.1:4702", token: "t" };

test("a second process is told who holds the directory and how to reach the server", async () => {
  const { child, said } = await holder("http://127.0.0.1:4700");
  expect(said).toBe("held");
  const error = await lockDirectory(dataDir, null).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "DATA_IN_USE", exit: 6, params: { pid: child.pid, address: "http://127.0.0.1:4700" } });
  expect((error as Error).message).toContain("--url http://127.0.0.1:4700");
  expect(error).toHaveProperty("zh", expect.stringContaining("--url http://127.0.0.1:4700"));
  expect(claims()).toHaveLength(1);
});

test("the same process cannot hold a directory twice, and can again after release", async () => {
  const lock = await lockDirectory(dataDir, null);
  await expect(lockDirectory(dataDir, null)).rejects.toMatchObject({ code: "DATA_IN_USE", params: { pid: process.pid, address: null } });
  lock.release();
  const again = await lockDirectory(dataDir, null);
  again.announce("http://127.0.0.1:4701");
  await expect(lockDirectory(dataDir, null)).rejects.toMatchObject({ params: { address: "http://127.0.0.1:4701" } });
  again.release();
  expect(claims()).toEqual([]);
});

test("what kill -9 leaves behind is taken over", async () => {
  const { child } = await holder();
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(claims()).toHaveLength(1);
  const lock = await lockDirectory(dataDir, null);
  expect(claims()).toHaveLength(1);
  lock.release();
});

test.runIf(process.platform === "linux")("a living process that merely got a dead holder's pid does not hold the lock", async () => {
  const directory = join(dataDir, "lock");
  writeClaim(directory, mark({ id: "1", start: "1" }));
  (await lockDirectory(dataDir, null)).release();
  expect(claims()).toEqual([]);
});

test("a holder from before the machine's restart is dead", async () => {
  const [host, , namespace] = ownMark().world.split("|");
  writeClaim(join(dataDir, "lock"), mark({ world: [host, "an-earlier-boot", namespace].join("|") }));
  (await lockDirectory(dataDir, null)).release();
  expect(claims()).toEqual([]);
});

test("a holder on another host counts as alive while it speaks, as dead after a minute of silence", async () => {
  const directory = join(dataDir, "lock");
  writeClaim(directory, mark({ id: "1", host: "elsewhere", world: "elsewhere|boot|ns" }));
  await expect(lockDirectory(dataDir, null)).rejects.toMatchObject({ code: "DATA_IN_USE", params: { host: "elsewhere" } });
  const silent = new Date(Date.now() - 61_000);
  utimesSync(join(directory, "1.json"), silent, silent);
  (await lockDirectory(dataDir, null)).release();
});

test("of many processes at the same moment exactly one gets the directory", async () => {
  const all = await Promise.all(Array.from({ length: 6 }, () => holder()));
  expect(all.map(({ said }) => said).toSorted()).toEqual([...Array<string>(5).fill("DATA_IN_USE"), "held"]);
});

test("a data directory that is a file is refused by name", async () => {
  const file = join(dataDir, "file");
  writeFileSync(file, "");
  await expect(lockDirectory(file, null)).rejects.toMatchObject({ code: "DATA_DIR_UNUSABLE", exit: 7 });
});

test("commands are told of a server from its announcement until it stops, in a file that the owner alone reads", async () => {
  expect(serverOf(dataDir)).toBeUndefined();
  const lock = await lockDirectory(dataDir, null);
  expect(serverOf(dataDir)).toBeUndefined();
  lock.announce("https://tags.example.com", ACCESS);
  expect(serverOf(dataDir)).toEqual(ACCESS);
  const modes = [join(dataDir, "lock"), ...claims().map((name) => join(dataDir, "lock", name))].map((path) => statSync(path).mode);
  if (process.platform !== "win32") expect(modes.map((mode) => mode & 0o077)).toEqual([0, 0]);
  lock.stopAnnouncing();
  expect(serverOf(dataDir)).toBeUndefined();
  lock.release();
  expect(claims()).toEqual([]);
});

test("a data directory that is gone is not made again when its server stops", async () => {
  const lock = await lockDirectory(dataDir, null);
  lock.announce("http://127.0.0.1:4702", ACCESS);
  rmSync(dataDir, { recursive: true });
  lock.stopAnnouncing();
  lock.release();
  expect(existsSync(dataDir)).toBe(false);
});

test("what a dead server, another machine's server and a process with a dead server's pid have written is not trusted", async () => {
  const { child } = await holder();
  child.kill("SIGKILL");
  await once(child, "exit");
  rmSync(join(dataDir, "lock"), { recursive: true });
  const directory = join(dataDir, "lock");
  const others = [{ pid: child.pid! }, { host: "elsewhere", world: "elsewhere|boot|ns" }, { state: "claiming" as const }];
  for (const other of process.platform === "linux" ? [...others, { start: "1" }] : others) {
    writeClaim(directory, mark({ ...other, ownerAccess: ACCESS }));
    expect(serverOf(dataDir), JSON.stringify(other)).toBeUndefined();
  }
  writeClaim(directory, mark({ ownerAccess: ACCESS }));
  expect(serverOf(dataDir)).toEqual(ACCESS);
});
