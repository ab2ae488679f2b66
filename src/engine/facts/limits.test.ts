import { literal } from "./literal.ts";
import { sql } from "./sql/sql.ts";
import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { testDirectory } from "../../../test/support/directory.ts";
import { openEmbeddedFacts } from "./embedded.ts";
import { openServerFacts } from "./server.ts";

const directory = testDirectory("limits");
afterAll(() => directory.remove());

const GRACE = 300;

test("a statement of the embedded store that never ends is given up; its lane goes on, and the store closes", async () => {
  const facts = await openEmbeddedFacts({ dataDir: directory.path, memoryBytes: 1024 ** 3, graceMilliseconds: GRACE });
  // Nobody writes into it, so that reading neither ends nor can be killed.
  const pipe = join(directory.path, "pipe");
  execFileSync("mkfifo", [pipe]);
  const endless = facts.rows(sql`SELECT * FROM file(${literal.text(pipe)}, 'LineAsString', 'line String')`, { limits: { maxSeconds: 1 } });
  const behind = facts.rows(sql`SELECT 1 AS one`);
  await expect(endless).rejects.toMatchObject({ code: "FACTS_SILENT", status: 503, params: { seconds: 1 } });
  expect(await behind).toEqual([{ one: 1 }]);
  await expect(facts.quiet()).rejects.toMatchObject({ code: "FACTS_SILENT" });
  closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
  await expect
    .poll(() =>
      facts.quiet().then(
        () => "quiet",
        () => "busy",
      ),
    )
    .toBe("quiet");
  await facts.close();
});

test("every statement has a limit, also one whose caller says none, and passing it is told", async () => {
  const facts = await openEmbeddedFacts({ dataDir: directory.path, memoryBytes: 1024 ** 3 });
  const [row] = await facts.rows<{ value: string }>(sql`SELECT value FROM system.settings WHERE name = 'max_execution_time'`);
  expect(Number(row!.value)).toBeGreaterThan(0);
  const long = facts.rows(sql`SELECT sum(cityHash64(number)) FROM numbers(100000000000001)`, { limits: { maxSeconds: 1 } });
  await expect(long).rejects.toMatchObject({ code: "FACTS_TIME" });
  await facts.close();
});

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/shop`;
}

test("a ClickHouse that takes connections and never answers holds no request beyond its limit", async () => {
  const answered = 1;
  let asked = 0;
  const server = createServer((request, response) => {
    request.resume();
    if (asked++ < answered) response.end();
  });
  const facts = await openServerFacts({ url: await listening(server), memoryBytes: 1024 ** 3, process: "test", graceMilliseconds: GRACE });
  const limits = { maxSeconds: 1 };
  const begun = performance.now();
  const all = await Promise.allSettled([
    facts.rows(sql`SELECT 1`, { limits }),
    facts.run(sql`DROP TABLE x`, { limits }),
    facts.insert("t", [{ a: 1 }], { limits }),
    facts.bytes(sql`SELECT 1`, "CSV", { limits }),
  ]);
  for (const one of all) expect(one).toMatchObject({ status: "rejected", reason: { code: "FACTS_SILENT" } });
  expect(performance.now() - begun).toBeLessThan(30_000);
  await facts.close();
  server.closeAllConnections();
  server.close();
});

test("a ClickHouse that is frozen when Tagwise starts is said to be silent", async () => {
  const server = createServer((request) => void request.resume());
  const opening = openServerFacts({ url: await listening(server), memoryBytes: 1024 ** 3, process: "test", graceMilliseconds: GRACE });
  await expect(opening).rejects.toMatchObject({ code: "FACTS_SILENT" });
  server.closeAllConnections();
  server.close();
});
