import { afterAll, beforeAll, expect, test } from "vitest";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JobShape } from "../../src/contract/index.ts";
import { testDirectory } from "../support/directory.ts";
import { startTagwise, type RunningProgram } from "../support/program.ts";
import { onData, TRIALS } from "./kill.ts";

const base = testDirectory("fault-jobs");
const data = join(base.path, "data");
const folder = join(base.path, "folder");
const env = { TAGWISE_SOURCE_FOLDERS: folder };
/** A kill falls somewhere in this time after a job was taken: most of them end within it. */
const WITHIN_MILLISECONDS = 600;
const CUSTOMERS = 500;
const EACH = 4;

let key: string;
let program: RunningProgram;

const start = async () => (program = await startTagwise(["serve", "--data", data], { env }));
async function ask<T>(path: string, body?: object | string, method = body === undefined ? "GET" : "POST"): Promise<T> {
  const answer = await fetch(`${program.url}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(typeof body === "object" && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Starts a job, kills the server in the middle, starts it again and waits for the job's end. */
async function through(path: string, body?: object, method = "POST"): Promise<JobShape> {
  const { job } = await ask<{ job: string }>(path, body, method);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * WITHIN_MILLISECONDS));
  program.child.kill("SIGKILL");
  await program.ended;
  await start();
  for (;;) {
    const seen = await ask<JobShape>(`/jobs/${job}?wait=30000`);
    if (seen.state === "done" || seen.state === "failed") return seen;
  }
}

/** Orders of customers `from` … `to`, each with ids of its own. */
function orders(from: number, to: number): string {
  const lines = ["id,order,day,amount"];
  for (let id = from; id < to; id++)
    for (let n = 0; n < EACH; n++) lines.push(`c${id},o${id}-${n},2025-0${1 + n}-10 08:00,${(id % 90) + 1}`);
  return lines.join("\n");
}
const mapping = {
  event: "Order Completed",
  time: "day",
  timezone: "Asia/Shanghai",
  id: "order",
  identities: { crm: "id" },
  properties: { amount: "amount" },
};

const upload = async (text: string) => (await ask<{ upload: string }>("/uploads?name=orders.csv", text)).upload;
const totals = async () => {
  const { customers, events } = await ask<{ customers: number; events: number }>("/overview");
  return { customers, events };
};

beforeAll(async () => {
  mkdirSync(folder);
  key = (await onData(data).ask<{ secret: string }>("key", "create", "faults", "--role", "admin")).secret;
  await start();
});
afterAll(async () => {
  await program.stop();
  base.remove();
});

test(
  "a job whose process is killed in the middle is run again by its kind's rule, and the data are right",
  { timeout: 1_200_000 },
  async () => {
    for (let trial = 0; trial < TRIALS; trial++) {
      const first = trial * 10_000 + 1;
      const events = { of: CUSTOMERS * EACH, before: (await totals()).events };

      const imported = await through("/imports", { upload: await upload(orders(first, first + CUSTOMERS)), mapping });
      expect(imported).toMatchObject({ kind: "import", state: "done", result: { eventsAdded: events.of, customersCreated: CUSTOMERS } });
      expect((await totals()).events).toBe(events.before + events.of);

      const document = { tags: [{ code: `vip${trial}`, name: `下过单${trial}`, rule: { event: "Order Completed" } }] };
      expect(await through("/tags/apply", { document })).toMatchObject({ kind: "apply", state: "done" });
      const tag = async () => (await ask<{ members: number | null }>(`/tags/vip${trial}`)).members;
      const members = await tag();
      expect(members).toBeGreaterThan(0);

      expect(await through("/evaluations?force=true", {})).toMatchObject({
        kind: "evaluate",
        state: "done",
        result: { how: "full", failed: [] },
      });
      expect(await tag()).toBe(members);

      const tested = await through(`/tags/vip${trial}/backtest`, { months: 6 });
      expect(tested).toMatchObject({ kind: "backtest", state: "done" });

      const exported = await through("/exports", { what: "customers", format: "csv" });
      expect(exported).toMatchObject({ kind: "export", state: "done", result: { rows: (await totals()).customers } });

      const place = { kind: "folder", path: join(folder, `trial-${trial}`) };
      mkdirSync(place.path);
      writeFileSync(join(place.path, "more.csv"), orders(first + CUSTOMERS, first + 2 * CUSTOMERS));
      const source = await ask<{ id: string }>("/sources", { name: `folder ${trial}`, place, mapping });
      expect(await through(`/sources/${source.id}/run`, {})).toMatchObject({ kind: "source", state: "done" });
      expect((await totals()).events).toBe(events.before + 2 * events.of);

      const id = (imported.result as { id: string }).id;
      expect(await through(`/imports/${id}/undo`, {})).toMatchObject({ kind: "undo", state: "done", result: { events: events.of } });
      expect((await totals()).events).toBe(events.before + events.of);

      const erased = await through(`/customers/crm:c${first + CUSTOMERS}`, undefined, "DELETE");
      expect(erased).toMatchObject({ kind: "erase", state: "done", result: { events: EACH } });
      expect((await totals()).events).toBe(events.before + events.of - EACH);
      await ask(`/sources/${source.id}`, undefined, "DELETE");
    }
  },
);
