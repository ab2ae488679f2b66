#!/usr/bin/env node
import "./threadPool.ts";
import { problem } from "../kernel/index.ts";
import { runCli } from "./run.ts";

const ended = new AbortController();
let interruptedAt: number | undefined;
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => {
    // A terminal signals the process group, and a parent may forward it: two in a second count as one. A later one exits.
    if (interruptedAt !== undefined && Date.now() - interruptedAt > 1_000) process.exit(130);
    interruptedAt ??= Date.now();
    ended.abort(problem("INTERRUPTED", {}));
  });
}
// The reader may close the pipe (`| head`). That is no error, and nothing more is written.
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
// Flush the output, then exit explicitly: open handles of the embedded stores would keep the process alive.
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write("", done))));
process.exit(code);
