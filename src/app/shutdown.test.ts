import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { NODE_FLAGS } from "../../test/support/nodeFlags.ts";
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
async function serve({ begin = true, attached = false } = {}): Promise<{
  child: ChildProcess;
  address: string;
  job: string;
  until: (wanted: (line: string) => boolean) => Promise<string>;
  readJob: (id: string, wait?: number) => Promise<Response>;
}> {
  const script = `
    import { openApp, operatorContext, readConfig, listen, closeOnSignal } from ${here("./index.ts")};
    import { createKey } from ${here("../access/index.ts")};
    import { buildServer } from ${here("../api/index.ts")};
    import { defineJob } from ${here("../jobs/index.ts")};
    import { z } from "zod";
    const config = readConfig({ env: {}, cwd: "/", flags: { dataDir: ${JSON.stringify(stores.dataDir)}, port: "0" } });
    const run = (_ctx, _input, { attempt, signal }) => new Promise((_, reject) => { console.log("attempt " + attempt); signal.addEventListener("abort", reject); });
    const endless = defineJob({ name: "backtest", input: z.object({}), permission: "tag.read", afterCrash: "restart", run });
    const app = await openApp(config, { server: buildServer, graceMilliseconds: 2_000, kinds: [endless] });
    const ctx = operatorContext(app, "zh");
    const { secret } = await createKey({ ctx, input: { name: "x", role: "read-only" } });
    const closed = closeOnSignal(app);
    (await app.server()).server.on("request", () => console.log("asked"));
    ${attached ? "" : "const address = await listen(app);"}
    const job = ${begin} ? await app.jobs.enqueue(ctx, endless, {}) : null;
    ${attached ? "const address = await listen(app);" : ""}
    console.log(JSON.stringify({ address, job, secret }));
    await closed;
    console.log("closed");`;
  const child = spawn(process.execPath, [...NODE_FLAGS, "--input-type=module-typescript", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const lines = createInterface(child.stdout!);
  const said: string[] = [];
  lines.on("line", (line) => said.push(line));
  const until = async (wanted: (line: string) => boolean): Promise<string> => {
    while (!said.some(wanted)) await once(lines, "line");
    return said.find(wanted)!;
  };
  const line = await until((text) => text.startsWith("{"));
  const { address, job, secret } = JSON.parse(line) as { address: string; job: string; secret: string };
  const readJob = (id: string, wait = 0) =>
    fetch(`${address}/api/jobs/${id}?wait=${wait}`, { headers: { authorization: `Bearer ${secret}` } });
  return { child, address, job, until, readJob };
}

test.each([
  { signal: "SIGINT", attached: true, left: { state: "failed", problem: { code: "JOB_ABANDONED" } } },
  { signal: "SIGTERM", attached: false, left: { state: "queued", problem: null, attempt: 0 } },
] as const)(
  "$signal answers who waits, gives back what it ran (of a command, attached: $attached, it fails), and frees the data",
  async ({ signal, attached, left }) => {
    const { child, job, until, readJob } = await serve({ attached });
    // It waits at the server, not on the way there.
    const asked = until((line) => line === "asked");
    const waiting = readJob(job, 30_000);
    await asked;
    const closed = until((line) => line === "closed");
    const ended = once(child, "exit");
    child.kill(signal);
    expect((await waiting).status).toBe(200);
    await closed;
    expect(await ended).toEqual([0, null]);
    expect(readdirSync(join(stores.dataDir, "lock"))).toEqual([]);
    const records = await openRecords(stores);
    const found = await records.selectFrom("jobs").select(["state", "problem", "attempt"]).where("id", "=", job).executeTakeFirst();
    await records.destroy();
    expect(found).toMatchObject(left);
  },
);

test("after kill -9 the next start takes the data over and runs again what was running", async () => {
  const { child, job, until } = await serve();
  await until((line) => line === "attempt 1");
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
  const again = await serve({ begin: false });
  await again.until((line) => line === "attempt 2");
  expect(await (await again.readJob(job)).json()).toMatchObject({ state: "running", problem: null });
});

test("what a command began and a crash cut off has failed at the next start, with the reason", async () => {
  const { child, job } = await serve({ attached: true });
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
  const again = await serve({ begin: false });
  const lost = (await (await again.readJob(job)).json()) as { problem: { en: string } };
  expect(lost).toMatchObject({ state: "failed", problem: { code: "JOB_ABANDONED", en: expect.stringContaining("ended unexpectedly") } });
});

test("a second process on the data of a server is told where the server answers", async () => {
  const { address, child } = await serve();
  const script = `
    import { openApp, readConfig } from ${here("./index.ts")};
    const config = readConfig({ env: {}, cwd: "/", flags: { dataDir: ${JSON.stringify(stores.dataDir)} } });
    await openApp(config, { server: async () => { throw new Error("unused"); } }).catch((error) => console.log(JSON.stringify(error.params)));`;
  const second = spawn(process.execPath, [...NODE_FLAGS, "--input-type=module-typescript", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(second);
  const [chunk] = (await once(second.stdout!, "data")) as [Buffer];
  expect(JSON.parse(chunk.toString())).toMatchObject({ pid: child.pid, address });
});
