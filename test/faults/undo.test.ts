import { afterAll, beforeAll, expect, test } from "vitest";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { testDirectory } from "../support/directory.ts";
import { copyEmptyStores } from "../support/emptyStores.ts";
import { onCopy, onData, TRIALS } from "./kill.ts";

const files = testDirectory("fault-undo-files");
const base = testDirectory("fault-undo");
const first = join(files.path, "first.csv");
const second = join(files.path, "second.csv");

interface Imports {
  readonly items: readonly { readonly id: string; readonly state: string }[];
}
interface Tags {
  readonly customers: number;
  readonly items: readonly { readonly code: string; readonly members: number | null }[];
}

/** Orders of customers `from` … `to`, each with a tag. */
function orders(from: number, to: number): string {
  const lines = ["客户编号,订单号,下单时间,金额,标签"];
  for (let id = from; id < to; id++) lines.push(`c${id},${from}-${id},2025-05-10 08:00,${id % 90},${from === 0 ? "老客" : "老客、新客"}`);
  return lines.join("\n");
}

beforeAll(async () => {
  writeFileSync(first, orders(0, 200));
  writeFileSync(second, orders(150, 5_150));
  await copyEmptyStores(base.path);
  const data = onData(base.path);
  await data.ask("import", first, "--create-tags");
  await data.ask("import", second, "--create-tags");
  await data.close();
});
afterAll(() => {
  files.remove();
  base.remove();
});

test(
  "undoing an import killed at any moment has happened as a whole or not at all; begun, the next start ends it",
  { timeout: 600_000 },
  async () => {
    const whole = onCopy(base.path);
    const milliseconds = await whole.timed("import", "undo", "2");
    await whole.remove();
    for (let trial = 0; trial < TRIALS; trial++) {
      const copy = onCopy(base.path);
      await copy.kill(milliseconds, "import", "undo", "2");
      const { items } = await copy.ask<Imports>("import", "list");
      const { state } = items.find(({ id }) => id === "2")!;
      const tags = await copy.ask<Tags>("tag", "list");
      const members = tags.items.map((tag) => tag.members).toSorted((a, b) => Number(b) - Number(a));
      const expected = state === "done" ? { customers: 5_150, members: [5_150, 5_000] } : { customers: 200, members: [200] };
      expect({ customers: tags.customers, members }, state).toEqual(expected);
      expect(["done", "undone"]).toContain(state);
      await copy.remove();
    }
  },
);
