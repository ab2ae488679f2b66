import { sql } from "./facts/sql/sql.ts";
import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDirectory } from "../../test/support/directory.ts";
import { copyEmptyStores } from "../../test/support/emptyStores.ts";
import { openEngine } from "./open.ts";
import { takeNumbers } from "./records/counters.ts";

const [one, other] = [testDirectory("one"), testDirectory("other")];
afterAll(() => [one, other].forEach((directory) => directory.remove()));

const open = async (dataDir: string, work: (engine: Awaited<ReturnType<typeof openEngine>>) => Promise<void> = async () => {}) => {
  const engine = await openEngine({ dataDir });
  await work(engine).finally(() => engine.close());
};

beforeAll(async () => {
  for (const { path } of [one, other]) {
    await copyEmptyStores(path);
    await open(path, async ({ records, facts }) => {
      await takeNumbers(records, "customer", 1);
      await facts.insert("customers", [{ customer: 1, created: "2025-01-01 00:00:00.000", batch: 1 }]);
    });
  }
});

test("stores that belong together open again", async () => {
  await expect(open(one.path)).resolves.toBeUndefined();
});

test.each(["records", "facts"])(
  "the %s of another installation are refused, and so is an empty store beside one that is not",
  async (kind) => {
    const [own, others, aside] = [join(one.path, kind), join(other.path, kind), join(one.path, `${kind}.aside`)];
    renameSync(own, aside);
    await expect(open(one.path)).rejects.toMatchObject({ code: "STORES_MISMATCH", exit: 6 });
    rmSync(own, { recursive: true });
    renameSync(others, own);
    await expect(open(one.path)).rejects.toMatchObject({ code: "STORES_MISMATCH" });
    renameSync(own, others);
    renameSync(aside, own);
    await open(one.path);
  },
);

test("a first start that was cut off between the stores is finished by the next", async () => {
  const cut = testDirectory("cut");
  await copyEmptyStores(cut.path);
  await open(cut.path, async ({ facts }) => facts.run(sql`TRUNCATE TABLE store`));
  await open(cut.path);
  await open(cut.path, async ({ facts }) => expect(await facts.rows(sql`SELECT id FROM store`)).toHaveLength(1));
  cut.remove();
});
