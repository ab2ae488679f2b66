import { afterAll, beforeAll, expect, test } from "vitest";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { testDirectory } from "../support/directory.ts";
import { copyEmptyStores } from "../support/emptyStores.ts";
import { onCopy, onData, TRIALS } from "./kill.ts";

const files = testDirectory("fault-merge-files");
const base = testDirectory("fault-merge");
const file = (name: string) => join(files.path, name);

const CUSTOMERS = 500;
/** What a customer did as a visitor and as a member: two orders of 10 and 20 once the two are one. */
const TAGS = `tags:
  - { code: twice, name: { zh: 两单, en: Twice }, rule: { event: Order Completed, is: ">= 2" } }
  - { code: thirty, name: { zh: 三十, en: Thirty }, rule: { event: Order Completed, measure: { sum: amount }, is: ">= 30" } }
  - { code: more, name: { zh: 更多, en: More }, rule: { event: Order Completed, measure: { sum: amount }, is: "> 30" } }
`;
const numbers = Array.from({ length: CUSTOMERS }, (_, i) => i);
const csv = (name: string, head: string, line: (i: number) => string) => writeFileSync(file(name), [head, ...numbers.map(line)].join("\n"));
const order = (name: string, identity: string) =>
  ["import", file(name), "--event", "Order Completed", "--time", "day"].concat(["--identity", identity, "--property", "amount=amount"]);

let milliseconds: number;

beforeAll(async () => {
  csv("visitors.csv", "device,day,amount", (i) => `d${i},2025-09-01,10`);
  csv("members.csv", "member,day,amount", (i) => `m${i},2025-09-02,20`);
  csv("pairs.csv", "member,device,city", (i) => `m${i},d${i},上海`);
  writeFileSync(file("tags.yaml"), TAGS);
  await copyEmptyStores(base.path);
  const data = onData(base.path);
  await data.ask(...order("visitors.csv", "device=device"));
  await data.ask(...order("members.csv", "member=member"));
  await data.ask("apply", file("tags.yaml"), "--yes");
  await data.ask("import", file("pairs.csv"), "--identity", "member=member", "--identity", "device=device", "--attribute", "city=city");
  await data.close();
  const copy = onCopy(base.path);
  milliseconds = await copy.timed("evaluate");
  await copy.remove();
});
afterAll(() => {
  files.remove();
  base.remove();
});

test(
  "killed while rows follow merged customers, the next evaluation finds every row once and nobody who is no more",
  { timeout: 600_000 },
  async () => {
    for (let trial = 0; trial < TRIALS; trial++) {
      const copy = onCopy(base.path);
      await copy.kill(milliseconds, "evaluate");
      await copy.ask("evaluate");
      const list = await copy.ask<{ items: readonly { code: string; members: number }[] }>("tag", "list");
      expect(Object.fromEntries(list.items.map(({ code, members }) => [code, members]))).toEqual({
        twice: CUSTOMERS,
        thirty: CUSTOMERS,
        more: 0,
      });
      const { total } = await copy.ask<{ total: number }>("customer", "list", "--limit", "1");
      expect(total).toBe(CUSTOMERS);
      await copy.remove();
    }
  },
);
