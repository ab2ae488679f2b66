import { expect, test } from "vitest";
import { startCli } from "../support/cli.ts";
import { testDirectory } from "../support/directory.ts";
import { startTagwise } from "../support/program.ts";
import { killAtRandom, TRIALS } from "./kill.ts";

test(
  "a first start killed at any moment leaves a directory that the next one opens, without asking for the lock",
  { timeout: 600_000 },
  async () => {
    const measured = testDirectory("fault-start");
    const started = performance.now();
    const first = await startTagwise(["serve", "--data", measured.path]);
    const milliseconds = performance.now() - started;
    expect(await first.stop()).toEqual({ code: 0, signal: null });
    measured.remove();
    for (let trial = 0; trial < TRIALS; trial++) {
      const directory = testDirectory("fault-start");
      const child = startCli(["serve", "--port", "0", "--data", directory.path]);
      for (const stream of [child.stdout, child.stderr]) stream.resume();
      expect(await killAtRandom(child, milliseconds)).toBe(true);
      const next = await startTagwise(["serve", "--data", directory.path]);
      const ready = async () => (await fetch(`${next.url}/readyz`)).json();
      await expect.poll(ready).toEqual({ ok: true, records: true, facts: true });
      await next.stop();
      directory.remove();
    }
  },
);
