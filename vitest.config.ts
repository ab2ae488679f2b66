import { statfsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { NODE_FLAGS } from "./test/support/nodeFlags.ts";

/** Tests of the whole repository: part of `npm run verify`. */
const HOUSE = [
  "test/arrows.test.ts",
  "test/nouns.test.ts",
  "test/errors.test.ts",
  "test/text.test.ts",
  "test/tables.test.ts",
  "test/sql.test.ts",
  "test/kinds.test.ts",
  "test/webhookTypes.test.ts",
];

/**
 * Tests that prove nothing more on servers: what rules, texts and dates mean, in statements that are the same in both lanes and run by the same
 * engine (a tenth of the random cases runs there as well), who may ask and see what, and a command line that sees no store. `TAGWISE_TEST_LANES=whole` takes them too.
 */
const ONE_LANE =
  "fixtures badRules cli spellings dates uglyValues order tagNames roundTrip statements demo metricZeros sharedTags phones exactNumbers clockedProperties hiddenTags ownApi privacy tagColumns";
const LEFT_OUT = process.env["TAGWISE_TEST_LANES"] === "whole" ? [] : ONE_LANE.split(" ").map((name) => `test/integration/${name}.test.ts`);

const directory = temporaryDirectory();
if (directory) process.env["TMPDIR"] ??= directory;
// As the program does (cli/threadPool.ts): each connection of the embedded fact store occupies a thread while its statement runs.
process.env["UV_THREADPOOL_SIZE"] ??= "16";
// As bin/tagwise.mjs does it: processes of tests, and programs that they start, share compiled sources.
process.env["NODE_COMPILE_CACHE"] ??= fileURLToPath(new URL("node_modules/.cache/tagwise/compiled", import.meta.url));

/**
 * Projects: `house`; `unit`, everything beside the code and what in test/ needs no lane; `embedded` and `servers`, the files of
 * test/integration on PGlite with chDB and on PostgreSQL with ClickHouse's HTTP protocol; `e2e`, the real program, browser
 * included; `faults`, the real program killed, on embedded stores and on servers.
 */
export default defineConfig({
  test: {
    // chDB serves one directory per process at a time and crashes in worker threads.
    pool: "forks",
    // A process runs one file after another: loading the code and the engine anew for each file takes a third of the time.
    isolate: false,
    execArgv: NODE_FLAGS,
    // Node runs the sources as the program does. Transforming them first takes each process of tests four seconds of processor.
    experimental: { viteModuleRunner: false },
    // One more than there are processors: many tests wait for a process of their own.
    maxWorkers: Math.min(5, availableParallelism() + 1),
    // For a machine many times slower than ours: what hangs is found late, and a slow test does not fail.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 120_000 } },
    passWithNoTests: true,
    reporters: ["default", "./test/support/tally.ts"],
    projects: [
      project("house", HOUSE),
      project("unit", ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.ts", "bench/**/*.test.ts", "test/**/*.test.ts"], {
        exclude: ["test/{integration,e2e,faults}/**", ...HOUSE],
      }),
      project("embedded", ["test/integration/**/*.test.ts"]),
      project("servers", ["test/integration/**/*.test.ts"], { exclude: LEFT_OUT, globalSetup: "./test/support/lane/servers.ts" }),
      project("e2e", ["test/e2e/**/*.test.ts"], { globalSetup: "./test/support/lane/web.ts" }),
      project("faults", ["test/faults/**/*.test.ts"], { globalSetup: "./test/support/lane/servers.ts" }),
    ],
  },
});

/**
 * Stores of tests stand in memory where there is room: tests kill processes, not machines, so a disk proves nothing more, and waiting for
 * it takes long. `TMPDIR` decides otherwise.
 */
function temporaryDirectory(): string | undefined {
  const memory = "/dev/shm";
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= 6 * 2 ** 30 ? memory : undefined;
  } catch {
    return undefined;
  }
}

function project(name: string, include: string[], more: { exclude?: string[]; globalSetup?: string } = {}) {
  return { extends: true as const, test: { name, include, ...more } };
}
