import { cpSync } from "node:fs";
import { Readable, Writable } from "node:stream";
import type { ChildProcess } from "node:child_process";
import { localTransport, type App } from "../../src/app/index.ts";
import { runCli } from "../../src/cli/run.ts";
import { openLocal } from "../../src/cli/transport/open.ts";
import { cli, startCli } from "../support/cli.ts";
import { testDirectory } from "../support/directory.ts";

/** Kills a process as a power cut would, at a random instant of the next `milliseconds`. Answers whether it was still running. */
export function killAtRandom(child: ChildProcess, milliseconds: number, random: () => number = Math.random): Promise<boolean> {
  const timer = setTimeout(() => child.kill("SIGKILL"), random() * milliseconds);
  return new Promise((resolve) =>
    child.once("close", (_code, signal) => {
      clearTimeout(timer);
      resolve(signal === "SIGKILL");
    }),
  );
}

/** How often each fault is tried: FAULTS, or a few times. */
export const TRIALS = Number(process.env["FAULTS"] ?? 2);

/** Commands on a copy of `base`, which they may ruin. Nobody may have `base` open. */
export function onCopy(base: string) {
  const directory = testDirectory("fault");
  cpSync(base, directory.path, { recursive: true });
  const data = onData(directory.path);
  const remove = async () => {
    await data.close();
    directory.remove();
  };
  return { ...data, data: directory.path, remove };
}

/**
 * Commands on a data directory. What is killed is a process of its own. What is only asked runs in this process, which opens the directory
 * at the first question and closes it before the next process: a process for each question takes two seconds of processor.
 */
export function onData(data: string) {
  const env = { LANG: "en_US.UTF-8" };
  const cwd = process.cwd();
  let app: Promise<App> | undefined;
  const close = async () => {
    const open = app;
    app = undefined;
    await (await open)?.close();
  };
  const opened = async () => localTransport(await (app ??= openLocal({ dir: data, env, cwd })));
  const inThisProcess = () => ({
    transport: async () => {
      const { request, close: end } = await opened();
      return { request: ({ signal: _, ...asked }: Parameters<typeof request>[0]) => request(asked), close: end };
    },
    close: async () => {},
  });
  return {
    /** The answer of a command, as JSON. Anything but success is an error. */
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
    /** How long a process with the command takes to its end, in milliseconds. */
    async timed(...argv: readonly string[]): Promise<number> {
      await close();
      const started = performance.now();
      const { code, err } = await cli([...argv, "--data", data, "--json"]);
      if (code !== 0) throw new Error(`tagwise ${argv.join(" ")} ended with ${code}: ${err}`);
      return performance.now() - started;
    },
    /** Starts a command and kills it within `milliseconds`. Answers whether it was killed before its end. */
    async kill(milliseconds: number, ...argv: readonly string[]): Promise<boolean> {
      await close();
      const child = startCli([...argv, "--data", data]);
      for (const stream of [child.stdout, child.stderr]) stream.resume();
      return killAtRandom(child, milliseconds);
    },
    /** Closes the directory, for another process or to copy it. */
    close,
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
