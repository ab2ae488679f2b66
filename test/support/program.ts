import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { startCli, type CliOptions } from "./cli.ts";

const running = new Set<ChildProcess>();
// A test that fails half way leaves no process behind.
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A server that answers. */
export interface RunningProgram {
  readonly url: string;
  /** The account it printed, when it made one. */
  readonly login: string | undefined;
  readonly password: string | undefined;
  readonly child: ChildProcess;
  readonly ended: Promise<Ending>;
  /** Everything it printed so far. */
  output(): string;
  /** Ends it as Ctrl-C does and waits for its end. */
  stop(): Promise<Ending>;
}

export interface ProgramOptions extends CliOptions {
  /** Told of the process as soon as there is one: for whoever ends it before it answers. */
  readonly spawned?: (child: ChildProcess) => void;
}

/** Starts `tagwise serve` or `tagwise demo` on a free port and waits until it says where it is. */
export async function startTagwise(args: readonly string[], options: ProgramOptions = {}): Promise<RunningProgram> {
  const child = startCli([...args, "--port", "0"], options);
  options.spawned?.(child);
  running.add(child);
  const ended = new Promise<Ending>((resolve) => child.once("close", (code, signal) => resolve({ code, signal })));
  void ended.then(() => running.delete(child));
  const lines: string[] = [];
  const found: { url?: string; login?: string; password?: string } = {};
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stderr).on("line", (line) => lines.push(line));
    createInterface(child.stdout).on("line", (line) => {
      lines.push(line);
      const url = /^(?:Open|Tagwise is running at) (http:\S+)/.exec(line)?.[1];
      if (url) found.url = url;
      const account = /^Login (\S+), password (\S+)/.exec(line);
      if (account) Object.assign(found, { login: account[1], password: account[2] });
      // `demo` always ends with a line on signing in; `serve` only at its first start.
      if (found.url && (args[0] !== "demo" || account || line.startsWith("Sign in"))) resolve();
    });
    void ended.then(({ code, signal }) => reject(new Error(`tagwise ${args.join(" ")} ended (${signal ?? code}):\n${lines.join("\n")}`)));
  });
  return {
    url: found.url!,
    login: found.login,
    password: found.password,
    child,
    ended,
    output: () => lines.join("\n"),
    stop() {
      child.kill("SIGINT");
      return ended;
    },
  };
}
