import { Readable, Writable } from "node:stream";
import { localTransport, type App } from "../../src/app/index.ts";
import { runCli } from "../../src/cli/run.ts";
import { openLocal } from "../../src/cli/transport/open.ts";

/** Commands that are only asked for their answers. */
export interface Commands {
  /** The answer of a command, as JSON. Anything but success is an error. */
  ask<T = Record<string, unknown>>(...argv: readonly string[]): Promise<T>;
  /** Closes the stores, for another process or to copy them. The next question opens them again. */
  close(): Promise<void>;
}

/**
 * Commands on a data directory, in this process, which opens the stores at the first question: a process for each question takes two seconds
 * of processor.
 * @param more of the environment: `DATABASE_URL` and `CLICKHOUSE_URL` for stores on servers
 */
export function commandsOn(data: string, more: NodeJS.ProcessEnv = {}): Commands {
  const env = { LANG: "en_US.UTF-8", ...more };
  const cwd = process.cwd();
  let app: Promise<App> | undefined;
  const inThisProcess = () => ({
    transport: async () => {
      const { request, close } = localTransport(await (app ??= openLocal({ dir: data, env, cwd })));
      return { request: ({ signal: _, ...asked }: Parameters<typeof request>[0]) => request(asked), close };
    },
    close: async () => {},
  });
  return {
    async ask<T>(...argv: readonly string[]): Promise<T> {
      const [stdout, stderr] = [collector(), collector()];
      const code = await runCli(
        {
          argv: [...argv, "--data", data, "--json"],
          env,
          cwd,
          stdin: Readable.from([]),
          stdout: stdout.stream,
          stderr: stderr.stream,
          signal: new AbortController().signal,
        },
        inThisProcess,
      );
      if (code !== 0) throw new Error(`tagwise ${argv.join(" ")} ended with ${code}: ${stderr.text()}`);
      return JSON.parse(stdout.text()) as T;
    },
    async close() {
      const open = app;
      app = undefined;
      await (await open)?.close();
    },
  };
}

function collector() {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer | string, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
