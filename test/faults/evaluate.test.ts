import { afterAll, beforeAll, expect, test } from "vitest";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { testDirectory } from "../support/directory.ts";
import { copyEmptyStores } from "../support/emptyStores.ts";
import { onCopy, onData, TRIALS } from "./kill.ts";

const files = testDirectory("fault-files");
const base = testDirectory("fault-base");
const file = (name: string) => join(files.path, name);

const AS_OF = "2025-10-01T00:00:00+08:00";

/** Tags over sums of what customer number i spent: i, so `>= limit` is the customers from limit on. */
function tags(limits: readonly number[]): string {
  return `tags:\n${limits
    .map(
      (limit, i) =>
        `  - { code: t${i}, name: { zh: 标签${i}, en: Tag ${i} }, rule: { event: Order Completed, measure: { sum: amount }, is: ">= ${limit}" } }`,
    )
    .join("\n")}\n`;
}

const CUSTOMERS = 3000;
const BEFORE = [100, 200, 300];
const AFTER = [1100, 1200, 1300];
const members = (limits: readonly number[]) => limits.map((limit) => CUSTOMERS - limit);
const applying = (name: string) => ["apply", file(name), "--yes", "--as-of", AS_OF];

let milliseconds: number;

beforeAll(async () => {
  const lines = ["id,day,amount", ...Array.from({ length: CUSTOMERS }, (_, i) => `${i},2025-09-01,${i}`)];
  writeFileSync(file("orders.csv"), lines.join("\n"));
  writeFileSync(file("before.yaml"), tags(BEFORE));
  writeFileSync(file("after.yaml"), tags(AFTER));
  await copyEmptyStores(base.path);
  const data = onData(base.path);
  await data.ask(
    "import",
    file("orders.csv"),
    "--event",
    "Order Completed",
    "--time",
    "day",
    "--identity",
    "crm=id",
    "--property",
    "amount=amount",
  );
  await data.ask(...applying("before.yaml"));
  await data.close();
  const copy = onCopy(base.path);
  milliseconds = await copy.timed(...applying("after.yaml"));
  await copy.remove();
});
afterAll(() => {
  files.remove();
  base.remove();
});

test(
  "after a kill in the middle of applying, each tag has its old or its new members, and applying again finishes it",
  { timeout: 600_000 },
  async () => {
    for (let trial = 0; trial < TRIALS; trial++) {
      const copy = onCopy(base.path);
      await copy.kill(milliseconds, ...applying("after.yaml"));
      const list = await copy.ask<{ items: readonly { code: string; members: number }[] }>("tag", "list");
      const found = list.items.toSorted((a, b) => a.code.localeCompare(b.code)).map((tag) => tag.members);
      found.forEach((count, i) => expect([members(BEFORE)[i], members(AFTER)[i]]).toContain(count));
      const { count } = await copy.ask<{ count: number }>("count", "t0");
      expect(count, "the bitmap says what the list says").toBe(found[0]);
      await copy.ask(...applying("after.yaml"));
      const healed = await copy.ask<{ items: readonly { code: string; members: number }[] }>("tag", "list");
      expect(healed.items.toSorted((a, b) => a.code.localeCompare(b.code)).map((tag) => tag.members)).toEqual(members(AFTER));
      await copy.remove();
    }
  },
);
