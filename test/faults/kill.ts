import { cpSync } from "node:fs";
import type { ChildProcess } from "node:child_process";
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

/** Commands on a copy of `base`, which they may ruin. */
export function onCopy(base: string) {
  const directory = testDirectory("fault");
  cpSync(base, directory.path, { recursive: true });
  return { data: directory.path, remove: () => directory.remove(), ...onData(directory.path) };
}

export function onData(data: string) {
  return {
    /** The answer of a command, as JSON. Anything but success is an error. */
    async ask<T>(...argv: readonly string[]): Promise<T> {
      const { code, out, err } = await cli([...argv, "--data", data, "--json"]);
      if (code !== 0) throw new Error(`tagwise ${argv.join(" ")} ended with ${code}: ${err}`);
      return JSON.parse(out) as T;
    },
    /** Starts a command and kills it within `milliseconds`. Answers whether it was killed before its end. */
    kill(milliseconds: number, ...argv: readonly string[]): Promise<boolean> {
      const child = startCli([...argv, "--data", data]);
      for (const stream of [child.stdout, child.stderr]) stream.resume();
      return killAtRandom(child, milliseconds);
    },
  };
}
