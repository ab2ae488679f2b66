import { afterAll, beforeAll, expect, test } from "vitest";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { testDirectory } from "../support/directory.ts";
import { copyEmptyStores } from "../support/emptyStores.ts";
import { onCopy, onData, TRIALS } from "./kill.ts";

const files = testDirectory("fault-files");
const base = testDirectory("fault-base");
const first = join(files.path, "first.csv");
const second = join(files.path, "second.csv");
const mapping = join(files.path, "orders.yaml");
const importing = (file: string) => ["import", file, "--mapping", mapping];

interface Totals {
  readonly customers: number;
  readonly events: number;
}
interface Report {
  readonly customersCreated: number;
  readonly eventsAdded: number;
  readonly repeated: number;
}

/** Orders of customers `from` … `to`, `each` a customer, numbered apart from those of another `file`. */
function orders(file: string, from: number, to: number, each: number): string {
  const lines = ["id,order,day,amount,city"];
  for (let id = from; id < to; id++)
    for (let n = 0; n < each; n++) lines.push(`c${id},${file}${id}-${n},2025-0${1 + (n % 9)}-10 08:00,${(id % 90) + 0.5},上海`);
  return lines.join("\n");
}

let whole: { readonly totals: Totals; readonly milliseconds: number };

beforeAll(async () => {
  writeFileSync(first, orders("a", 0, 500, 2));
  writeFileSync(second, orders("b", 400, 20_400, 5));
  writeFileSync(
    mapping,
    "event: Order Completed\ntime: day\ntimezone: Asia/Shanghai\nidentities: { crm: id }\nattributes: { city: city }\nproperties: { order_id: order, amount: amount }\n",
  );
  await copyEmptyStores(base.path);
  const data = onData(base.path);
  await data.ask(...importing(first));
  await data.close();
  const copy = onCopy(base.path);
  whole = { milliseconds: await copy.timed(...importing(second)), totals: await copy.ask<Totals>("overview") };
  await copy.remove();
});
afterAll(() => {
  files.remove();
  base.remove();
});

test(
  "an import killed at any moment has happened as a whole or not at all, and importing again makes it whole",
  { timeout: 600_000 },
  async () => {
    const before: Totals = { customers: 500, events: 1000 };
    const after: Totals = { customers: 20_400, events: 101_000 };
    expect(whole.totals).toMatchObject(after);
    const seen: string[] = [];
    for (let trial = 0; trial < TRIALS; trial++) {
      const copy = onCopy(base.path);
      const killed = await copy.kill(whole.milliseconds, ...importing(second));
      const { customers, events } = await copy.ask<Totals>("overview");
      expect([before, after], `after ${killed ? "a kill" : "its end"}`).toContainEqual({ customers, events });
      const happened = events === after.events;
      const report = await copy.ask<Report>(...importing(second));
      expect(report).toMatchObject(
        happened
          ? { customersCreated: 0, eventsAdded: 0, repeated: 100_000 }
          : { customersCreated: 19_900, eventsAdded: 100_000, repeated: 0 },
      );
      expect(await copy.ask<Totals>("overview")).toMatchObject(after);
      const report2 = await copy.ask<{ items: readonly unknown[] }>("import", "list");
      expect(report2.items.length).toBeGreaterThanOrEqual(2);
      seen.push(`${killed ? "killed" : "ended"}: ${happened ? "whole" : "nothing"}`);
      await copy.remove();
    }
    expect(seen).toHaveLength(TRIALS);
  },
);
