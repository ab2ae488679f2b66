import { afterAll, beforeAll, expect, test } from "vitest";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { testDirectory } from "../support/directory.ts";
import { copyEmptyStores } from "../support/emptyStores.ts";
import { onCopy, onData, TRIALS } from "./kill.ts";

const files = testDirectory("fault-erase-files");
const base = testDirectory("fault-erase");

interface Overview {
  readonly customers: number;
  readonly events: number;
  readonly tagged: number;
}

let milliseconds = 0;
const file = join(files.path, "orders.csv");
const mapping = join(files.path, "mapping.yaml");

/** A hundred customers with a tag, and a thousand orders of the first. */
function orders(): string {
  const line = (customer: number, order: number) => `${customer},${customer}-${order},2025-05-10 08:00,${order % 90},老客`;
  const others = Array.from({ length: 99 }, (_, index) => line(index + 2, index));
  const first = Array.from({ length: 1_000 }, (_, index) => line(1, 1_000 + index));
  return ["客户编号,订单号,下单时间,金额,标签", ...others, ...first].join("\n");
}

beforeAll(async () => {
  writeFileSync(file, orders());
  writeFileSync(
    mapping,
    "{ event: Order Completed, id: 订单号, time: 下单时间, identities: { crm: 客户编号 }, properties: { amount: 金额 }, tags: [标签] }",
  );
  await copyEmptyStores(base.path);
  // A program that imports takes about as long as one that erases.
  milliseconds = await onData(base.path).timed("import", file, "--mapping", mapping, "--create-tags");
});
afterAll(() => {
  files.remove();
  base.remove();
});

test("erasing a customer killed at any moment has happened wholly or not at all after the next start", { timeout: 600_000 }, async () => {
  for (let trial = 0; trial < TRIALS; trial++) {
    const copy = onCopy(base.path);
    await copy.kill(milliseconds, "customer", "erase", "crm:1", "--yes");
    const { customers, events, tagged } = await copy.ask<Overview>("overview");
    const there = { customers: 100, events: 1_099, tagged: 100 };
    const gone = { customers: 99, events: 99, tagged: 99 };
    expect([there, gone]).toContainEqual({ customers, events, tagged });
    // Wherever it was cut off, the ids of what is gone are free, and no others.
    const { eventsAdded } = await copy.ask<{ eventsAdded: number }>("import", file, "--mapping", mapping);
    expect([eventsAdded, (await copy.ask<Overview>("overview")).events]).toEqual([1_099 - events, 1_099]);
    await copy.remove();
  }
});
