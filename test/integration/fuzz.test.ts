import { runInNewContext } from "node:vm";
import { setFlagsFromString } from "node:v8";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { badRequests, type BadRequest } from "../support/fuzz.ts";
import { openTracked, type TrackedApp } from "../support/tracking.ts";

/** Requests to send, and the seed they are made of: `TAGWISE_FUZZ=50000 TAGWISE_FUZZ_SEED=7 vitest run --project embedded fuzz`. */
const REQUESTS = Number(process.env["TAGWISE_FUZZ"] ?? (inject("servers") ? 500 : 2_500));
const SEED = Number(process.env["TAGWISE_FUZZ_SEED"] ?? 1);
const AT_ONCE = 16;
/** Megabytes that may stay behind, whatever the number of requests. */
const GROWTH = 48;

let tagwise: TrackedApp;
beforeAll(async () => {
  tagwise = await openTracked();
});
afterAll(() => tagwise.close());

setFlagsFromString("--expose_gc");
const collect = runInNewContext("gc") as () => void;
function heapMegabytes(): number {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** Status and text of the answer; undefined where the server hung up on a body it would not read to its end. */
async function send({ path, method, headers, body }: BadRequest): Promise<{ status: number; text: string } | undefined> {
  try {
    const response = await fetch(tagwise.url + path, { method, headers, body: body as string });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    if (body.length > 8_000_000) return undefined;
    throw error;
  }
}

test(`${REQUESTS} bad requests: each is refused with the reason or taken as documented, none breaks the server, memory is flat`, async () => {
  const keys = [
    await tagwise.key("sender"),
    await tagwise.key("editor"),
    await tagwise.key("read-only"),
    "tw_wrong",
    "",
    "'; DROP TABLE keys; --",
  ];
  // Most keys are good: what is refused at the door tells nothing of what is behind it.
  const requests = badRequests(SEED, [
    ...Array.from({ length: 12 }, () => keys[0]!),
    ...Array.from({ length: 12 }, () => keys[1]!),
    ...keys,
  ]);
  const statuses = new Map<number, number>();
  const wrong: unknown[] = [];
  let left = REQUESTS;
  const next = async (): Promise<void> => {
    for (; left-- > 0;) {
      const request = requests.next().value as BadRequest;
      const answer = await send(request);
      if (!answer) continue;
      const { status, text } = answer;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const told =
        status === 204 ||
        status === 200 ||
        (status >= 400 && status < 500 && /"code":"[A-Z_]+"/.test(text) && /"zh":"[^"]*\p{Script=Han}/u.test(text));
      if (!told)
        wrong.push({
          status,
          text: text.slice(0, 500),
          request: { ...request, body: Buffer.from(request.body).toString().slice(0, 2_000) },
        });
    }
  };
  const some = async (count: number) => {
    const rest = left - count;
    left = count;
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    left = rest;
  };
  await some(Math.floor(REQUESTS / 3));
  const before = heapMegabytes();
  await some(left);
  const growth = heapMegabytes() - before;
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(statuses.get(200)).toBeGreaterThan(REQUESTS / 20);
  expect(growth, JSON.stringify([...statuses])).toBeLessThan(GROWTH);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();

  const good = {
    path: "/v1/track",
    method: "POST",
    headers: { authorization: `Bearer ${keys[0]}` },
    body: '{"userId":"sane","event":"Sane","messageId":"s"}',
  };
  expect(await send(good)).toEqual({ status: 200, text: '{"success":true}' });
  expect(await tagwise.events("user:sane")).toHaveLength(1);
}, 3_600_000);
