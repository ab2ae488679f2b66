import { cpSync } from "node:fs";
import type { ChildProcess } from "node:child_process";
import { cli, startCli } from "../support/cli.ts";
import { commandsOn } from "../support/commands.ts";
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

/** Commands on a data directory. What is killed is a process of its own; what is only asked runs in this one (support/commands.ts). */
export function onData(data: string) {
  const { ask, close } = commandsOn(data);
  return {
    ask,
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
    close,
  };
}
