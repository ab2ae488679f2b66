import { spawn, type ChildProcessByStdio } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { NODE_FLAGS } from "./nodeFlags.ts";

const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
/** As bin/tagwise.mjs does it: without it each process compiles two thousand files anew, a second of processor. */
const COMPILED = fileURLToPath(new URL("../../node_modules/.cache/tagwise/compiled", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly bytes: Buffer;
}

export interface CliOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** What is typed at it. */
  readonly input?: string;
}

/** The command line as a process of its own, in English unless the environment says otherwise. */
export function startCli(argv: readonly string[], { env = {}, cwd }: CliOptions = {}): ChildProcessByStdio<Writable, Readable, Readable> {
  const { PATH, HOME, TMPDIR } = process.env;
  return spawn(process.execPath, [...NODE_FLAGS, MAIN, ...argv], {
    env: { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE: COMPILED, LANG: "en_US.UTF-8", ...env },
    stdio: ["pipe", "pipe", "pipe"],
    ...(cwd !== undefined && { cwd }),
  });
}

/** Runs one line to its end. */
export async function cli(argv: readonly string[], options: CliOptions = {}): Promise<Ended> {
  const child = startCli(argv, options);
  child.stdin.end(options.input ?? "");
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [bytes, err] = await Promise.all([buffer(child.stdout), text(child.stderr)]);
  return { code: await ended, out: bytes.toString(), err, bytes };
}
