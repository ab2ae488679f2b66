import { expect } from "vitest";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JobShape } from "../../src/contract/index.ts";
import { testDirectory } from "../support/directory.ts";
import { startTagwise, type RunningProgram } from "../support/program.ts";

/** A kill falls somewhere in this time after a job was taken: most of them end within it. */
const WITHIN_MILLISECONDS = 600;
const CUSTOMERS = 500;
const EACH = 4;

/** A server that is killed in the middle of jobs. */
export interface KilledJobs {
  /** Kills the server once in each kind of job and checks the job's result and the data. `trial` keeps its customers apart. */
  trial(trial: number): Promise<void>;
  close(): Promise<void>;
}

/** @param env of the server; its key is that of an administrator */
export async function openKilledJobs(data: string, key: string, env: NodeJS.ProcessEnv = {}): Promise<KilledJobs> {
  const base = testDirectory("fault-folders");
  const folders = base.path;
  const start = () => startTagwise(["serve", "--data", data], { env: { ...env, TAGWISE_SOURCE_FOLDERS: folders } });
  let program: RunningProgram = await start();

  async function ask<T>(path: string, body?: object | string, method = body === undefined ? "GET" : "POST"): Promise<T> {
    const answer = await fetch(`${program.url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(typeof body === "object" && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** Kills the server in the middle of what was begun, and starts it again. */
  async function restart(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * WITHIN_MILLISECONDS));
    program.child.kill("SIGKILL");
    await program.ended;
    program = await start();
  }

  async function ended(job: string): Promise<JobShape> {
    for (;;) {
      const seen = await ask<JobShape>(`/jobs/${job}?wait=30000`);
      if (seen.state === "done" || seen.state === "failed") return seen;
    }
  }

  /** Starts a job, kills the server in the middle, starts it again and waits for the job's end. */
  async function through(path: string, body?: object, method = "POST"): Promise<JobShape> {
    const { job } = await ask<{ job: string }>(path, body, method);
    await restart();
    return ended(job);
  }

  const upload = async (text: string) => (await ask<{ upload: string }>("/uploads?name=orders.csv", text)).upload;
  const totals = async () => {
    const { customers, events } = await ask<{ customers: number; events: number }>("/overview");
    return { customers, events };
  };

  /** Kills the server in the middle of a change of type; whoever asked gets no answer, and the change is made all the same. */
  async function retype(code: string, type: string): Promise<void> {
    const asked = ask(`/catalogue/attributes/${code}`, { type }, "PATCH").catch(() => undefined);
    const typeNow = async () => {
      const { attributes } = await ask<{ attributes: readonly { code: string; type: string }[] }>("/catalogue/use");
      return attributes.find((attribute) => attribute.code === code)?.type;
    };
    const taken = async () =>
      (await typeNow()) === type || (await ask<{ items: readonly JobShape[] }>("/jobs")).items.some(({ kind }) => kind === "retype");
    await expect.poll(taken).toBe(true);
    await restart();
    await asked;
    await expect.poll(async () => (await ask<{ items: readonly JobShape[] }>("/jobs")).items).toEqual([]);
    expect(await typeNow()).toBe(type);
  }

  return {
    async trial(trial) {
      const first = trial * 10_000 + 1;
      const events = { of: CUSTOMERS * EACH, before: (await totals()).events };

      const imported = await through("/imports", { upload: await upload(orders(first, first + CUSTOMERS)), mapping });
      expect(imported).toMatchObject({ kind: "import", state: "done", result: { eventsAdded: events.of, customersCreated: CUSTOMERS } });
      expect((await totals()).events).toBe(events.before + events.of);

      // What was just imported is followed before the tag is published: else an update enters a part of its members, not the apply.
      expect(await ended((await ask<{ job: string }>("/evaluations", {})).job)).toMatchObject({ state: "done" });

      const code = `vip${trial}`;
      const document = { tags: [{ code, name: `下过单${trial}`, rule: { event: "Order Completed" } }] };
      const applied = await through("/tags/apply", { document });
      const membersOf = async (tag: string) => (await ask<{ members: number | null }>(`/tags/${tag}`)).members;
      const members = await membersOf(code);
      expect(members).toBeGreaterThan(0);
      expect(applied).toMatchObject({ kind: "apply", state: "done", result: { added: [code], unchanged: [], evaluation: { failed: [] } } });
      expect((applied.result as { evaluation: { entered: number } }).evaluation.entered).toBeGreaterThanOrEqual(members!);

      const given = `given${trial}`;
      const { job: made } = await ask<{ job: string }>("/tags/apply", {
        document: { tags: [{ code: given, name: given, kind: "static" }] },
      });
      expect(await ended(made)).toMatchObject({ state: "done" });
      const assigned = await through("/bulk-assignments", { who: { matching: { where: code } }, add: [given], reason: "名单" });
      expect(assigned).toMatchObject({ kind: "bulkAssign", state: "done", result: { customers: members, tags: [{ moved: members }] } });
      expect(await membersOf(given)).toBe(members);
      const { bulk } = assigned.result as { bulk: number };
      expect(await through(`/bulk-assignments/${bulk}/undo`, {})).toMatchObject({
        state: "done",
        result: { left: members, changedSince: 0 },
      });
      expect(await membersOf(given)).toBe(0);

      expect(await through("/evaluations?force=true", {})).toMatchObject({
        kind: "evaluate",
        state: "done",
        result: { how: "full", failed: [] },
      });
      expect(await membersOf(code)).toBe(members);

      const scored = Array.from({ length: CUSTOMERS }, (_, index) => `c${first + index}`);
      const customers = scored.map((crm, index) => ({ identities: { crm }, attributes: { [`score${trial}`]: String(index) } }));
      await ask("/customers", { customers });
      const high = { code: `high${trial}`, name: `高分${trial}`, rule: { attribute: `score${trial}`, isSet: true } };
      const { job } = await ask<{ job: string }>("/tags/apply", { document: { tags: [high] } });
      expect(await ended(job)).toMatchObject({ state: "done" });
      await retype(`score${trial}`, "number");
      expect(await membersOf(high.code)).toBe(CUSTOMERS);

      const tested = await through(`/tags/${code}/backtest`, { months: 6 });
      expect(tested).toMatchObject({ kind: "backtest", state: "done" });

      const exported = await through("/exports", { what: "customers", format: "csv" });
      expect(exported).toMatchObject({ kind: "export", state: "done", result: { rows: (await totals()).customers } });

      const place = { kind: "folder", path: join(folders, `trial-${trial}`) };
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
    },
    async close() {
      await program.stop();
      base.remove();
    },
  };
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
