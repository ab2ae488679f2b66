#!/usr/bin/env node
import { problem } from "../kernel/index.ts";
import { runCli } from "./run.ts";

const ended = new AbortController();
let interruptedAt: number | undefined;
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => {
    // A terminal signals the whole group and a parent may pass it on: two in one second are one wish. A later one insists.
    if (interruptedAt !== undefined && Date.now() - interruptedAt > 1_000) process.exit(130);
    interruptedAt ??= Date.now();
    ended.abort(problem("INTERRUPTED", {}));
  });
}
// Whoever reads may stop reading (`| head`): not an error, and nothing more to write.
process.stdout.on("error", (error) => ended.abort(error));
process.stderr.on("error", () => {});

const code = await runCli({
  argv: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: ended.signal,
});
// Written out before leaving; the embedded stores may keep handles that would hold the process.
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write("", done))));
process.exit(code);
