import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { testStores, type TestStores } from "../../test/support/stores.ts";
import { openRecords } from "../engine/records/open.ts";

let stores: TestStores;
const children: ChildProcess[] = [];

beforeEach(async () => {
  stores = await testStores();
});
afterEach(async () => {
  const running = children.splice(0).filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  const ended = running.map((child) => once(child, "exit"));
  for (const child of running) child.kill("SIGKILL");
  await Promise.all(ended);
  await stores.remove();
});

const here = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);

/** A server with a job that never ends by itself; says its address, the job and, at its end, "closed". */
async function serve(): Promise<{
  child: ChildProcess;
  address: string;
  job: string;
  lines: Interface;
  readJob: (id: string, wait?: number) => Promise<Response>;
}> {
  const script = `
    import { openApp, operatorContext, readConfig, listen, closeOnSignal } from ${here("./index.ts")};
    import { createKey } from ${here("../access/index.ts")};
    import { buildServer } from ${here("../api/index.ts")};
    const config = readConfig({ env: {}, cwd: "/", flags: { dataDir: ${JSON.stringify(stores.dataDir)}, port: "0" } });
    const app = await openApp(config, { server: buildServer, graceMilliseconds: 2_000 });
    const ctx = operatorContext(app, "zh");
    const { secret } = await createKey({ ctx, input: { name: "x", role: "viewer" } });
    const job = await app.jobs.start({ ctx, kind: "import", run: () => new Promise(() => {}) });
    const closed = closeOnSignal(app);
    (await app.server()).server.on("request", () => console.log("asked"));
    console.log(JSON.stringify({ address: await listen(app), job, secret }));
    await closed;
    console.log("closed");`;
  const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const lines = createInterface(child.stdout!);
  const [line] = (await once(lines, "line")) as [string];
  const { address, job, secret } = JSON.parse(line) as { address: string; job: string; secret: string };
  const readJob = (id: string, wait = 0) =>
    fetch(`${address}/api/jobs/${id}?wait=${wait}`, { headers: { authorization: `Bearer ${secret}` } });
  return { child, address, job, lines, readJob };
}

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s answers who waits, marks what did not finish, frees the data and ends with success",
  async (signal) => {
    const { child, job, lines, readJob } = await serve();
    // It waits at the server, not on the way there.
    const asked = once(lines, "line");
    const waiting = readJob(job, 30_000);
    expect(await asked).toEqual(["asked"]);
    const closed = once(lines, "line");
    const ended = once(child, "exit");
    child.kill(signal);
    expect((await waiting).status).toBe(200);
    expect(await closed).toEqual(["closed"]);
    expect(await ended).toEqual([0, null]);
    expect(readdirSync(join(stores.dataDir, "lock"))).toEqual([]);
    const records = await openRecords(stores);
    const left = await records.selectFrom("jobs").select(["state", "problem"]).where("id", "=", job).executeTakeFirst();
    await records.destroy();
    expect(left).toMatchObject({ state: "failed", problem: { code: "JOB_ABANDONED" } });
  },
);

test("after kill -9 the next start takes the data over and fails what was running, with the reason", async () => {
  const { child, job } = await serve();
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
  const again = await serve();
  const lost = (await (await again.readJob(job)).json()) as { problem: { en: string } };
  expect(lost).toMatchObject({ state: "failed", problem: { code: "JOB_ABANDONED", en: expect.stringContaining("ended unexpectedly") } });
});

test("a second process on the data of a server is told where the server answers", async () => {
  const { address, child } = await serve();
  const script = `
    import { openApp, readConfig } from ${here("./index.ts")};
    const config = readConfig({ env: {}, cwd: "/", flags: { dataDir: ${JSON.stringify(stores.dataDir)} } });
    await openApp(config, { server: async () => { throw new Error("unused"); } }).catch((error) => console.log(JSON.stringify(error.params)));`;
  const second = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(second);
  const [chunk] = (await once(second.stdout!, "data")) as [Buffer];
  expect(JSON.parse(chunk.toString())).toMatchObject({ pid: child.pid, address });
});
