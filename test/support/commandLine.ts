import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { localTransport, type App } from "../../src/app/index.ts";
import { runCli } from "../../src/cli/index.ts";

/** Runs one command on a Tagwise that is open already, in English: its exit code and what it printed. */
export async function commandLine(app: App, argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const output = Promise.all([text(stdout), text(stderr)]);
  const env = { LANG: "en_US.UTF-8", TAGWISE_DATA: app.config.dataDir };
  const { signal } = new AbortController();
  const code = await runCli({ argv, env, cwd: app.config.dataDir, stdin, stdout, stderr, signal }, () => ({
    transport: async () => localTransport(app),
    close: async () => {},
  }));
  stdout.end();
  stderr.end();
  const [out, err] = await output;
  return { code, out, err };
}
