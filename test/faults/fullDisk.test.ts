import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { MessageResults } from "../../src/contract/index.ts";
import { startTagwise, type RunningProgram } from "../support/program.ts";
import { copyEmptyStores } from "../support/emptyStores.ts";
import { openSmallDisk } from "../support/smallDisk.ts";
import { onData, TRIALS } from "./kill.ts";
import { startRounds } from "./servers/rounds.ts";

const SIZE_BYTES = 1024 * 1024 * 1024;
/** What is left when a round begins: from nothing to some commits. */
const LEFT_BYTES = 24 * 1024 * 1024;
const SENDERS = 4;
/** Events of one request, and bytes of each that do not compress. */
const EACH = 20;
const EVENT_BYTES = 3_000;
/** A sender meets so many refusals before space returns: more than one, so that taking back and trying again happen without space as well. */
const REFUSALS = 4;
const WAIT_MILLISECONDS = 200;

const disk = openSmallDisk(SIZE_BYTES);
afterAll(() => disk?.remove());

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

// Filling a disk takes a file system of its own, and mounting one takes root on Linux: elsewhere the test is left out.
test.runIf(disk)(
  "a disk that is full again and again loses nothing acknowledged, answers clearly, and taking goes on once there is space",
  { timeout: 120_000 + TRIALS * 180_000 },
  async () => {
    const data = join(disk!.path, "data");
    mkdirSync(data);
    await copyEmptyStores(data);
    const local = onData(data);
    const key = (await local.ask<{ secret: string }>("key", "create", "faults", "--role", "administrator")).secret;
    await local.close();
    let program: RunningProgram = await startTagwise(["serve", "--data", data]);
    const rounds = startRounds();
    const headers = { authorization: `Bearer ${key}` };
    const seen = new Map<string, number>();

    async function post(path: string, body: object): Promise<Refusal | { status: 200; body: MessageResults }> {
      const request = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(body) };
      const answer = await fetch(`${program.url}/api${path}`, request);
      const told = (await answer.json()) as Refusal & MessageResults;
      return answer.status === 200 ? { status: 200, body: told } : { ...told, status: answer.status };
    }

    let number = 0;
    let acknowledged = 0;
    const open: object[] = [];
    const newRequest = () => ({
      events: Array.from({ length: EACH }, () => ({
        event: "Disk Filled",
        id: `e${++number}`,
        identities: { crm: `c${number % 997}` },
        time: "2025-09-01T08:00:00Z",
        properties: { note: randomBytes(EVENT_BYTES / 2).toString("hex") },
      })),
    });

    async function sendUntilRefused(): Promise<void> {
      for (let refusals = 0; refusals < REFUSALS;) {
        const request = newRequest();
        const answer = await post("/events", request);
        if ("body" in answer) {
          expect(answer.body.rejected).toBe(0);
          acknowledged += EACH;
          continue;
        }
        refusals++;
        open.push(request);
        seen.set(`${answer.status} ${answer.code}`, (seen.get(`${answer.status} ${answer.code}`) ?? 0) + 1);
        if (![503, 507].includes(answer.status)) throw new Error(`${JSON.stringify(answer)}\n${program.output().slice(-5_000)}`);
        expect(answer.zh).toMatch(/磁盘|空间/);
        expect(answer.en).toMatch(/disk|space/i);
        await new Promise((resolve) => setTimeout(resolve, WAIT_MILLISECONDS));
      }
    }

    async function events(): Promise<number> {
      const answer = await fetch(`${program.url}/api/overview`, { headers });
      return ((await answer.json()) as { events: number }).events;
    }

    for (let trial = 0; trial < TRIALS * 2; trial++) {
      disk!.fill(Math.floor(Math.random() * LEFT_BYTES));
      await Promise.all(Array.from({ length: SENDERS }, sendUntilRefused));
      rounds.did(`full, ${acknowledged} events acknowledged; refused so far: ${JSON.stringify([...seen])}`);
      // Every second time the process dies while there is no space.
      if (trial % 2 === 1) {
        program.child.kill("SIGKILL");
        await program.ended;
      }
      disk!.free();
      if (trial % 2 === 1) program = await startTagwise(["serve", "--data", data]);
      for (const request of open.splice(0)) {
        await expect.poll(async () => (await post("/events", request)).status, { timeout: 60_000 }).toBe(200);
        acknowledged += EACH;
      }
      expect(await events()).toBe(acknowledged);
      rounds.did("space is back, and each event stands once");
    }
    await program.stop();
    program = await startTagwise(["serve", "--data", data]);
    expect(await events()).toBe(acknowledged);
    expect(await program.stop()).toMatchObject({ code: 0 });
  },
);
