import { CommanderError } from "commander";
import { langOf, problem, Problem, type Lang } from "../kernel/index.ts";
import type { Command } from "./command.ts";
import { loadCommands } from "./commands/index.ts";
import { hasColours, painter } from "./print/colour.ts";
import { problemJson, problemLines } from "./print/problem.ts";
import { createProgress } from "./progress.ts";
import { createProgram, type GlobalOptions } from "./program.ts";
import type { Surroundings } from "./session.ts";
import { connector } from "./transport/connect.ts";
import { placeOf, requireData, type Place } from "./transport/place.ts";
import { usageProblem } from "./usage.ts";
import { VERSION } from "./version.ts";

const VERSION_FLAGS: readonly string[] = ["-V", "--version"];

interface Chosen {
  readonly command: Command;
  readonly args: readonly string[];
  readonly options: Record<string, unknown>;
}

/** Runs one command line and returns its exit code. It never throws. `connect`: another connection to the API, for tests. */
export async function runCli(surroundings: Surroundings, connect: typeof connector = connector): Promise<number> {
  const { argv, env, stderr } = surroundings;
  const lang = langOfLine(argv, env);
  let place: Place | undefined;
  try {
    const chosen = await read(surroundings, lang);
    if (!chosen) return 0;
    place = placeFor(chosen, surroundings);
    await run(chosen, place, surroundings, lang, connect);
    return 0;
  } catch (error) {
    if (isClosedPipe(error) || isClosedPipe(surroundings.signal.reason)) return 0;
    const failure = problemFrom(error, surroundings.signal);
    const paint = painter(hasColours(stderr, env));
    const lines = argv.includes("--json")
      ? [problemJson(failure)]
      : [...problemLines(failure, { lang, paint }), ...(await hintOf(failure, place, lang))];
    stderr.write(`${lines.join("\n")}\n`);
    if (failure.code === "CLI_FAILED" && env["TAGWISE_DEBUG"]) stderr.write(`${(error as Error).stack}\n`);
    return failure.exit;
  }
}

/** The command of the line; undefined if help or the version was printed instead. */
async function read(surroundings: Surroundings, lang: Lang): Promise<Chosen | undefined> {
  const { argv } = surroundings;
  const isVersion = argv.length === 1 && VERSION_FLAGS.includes(argv[0]!);
  return parse(isVersion ? [] : await loadCommands(argv), surroundings, lang);
}

function parse(commands: readonly Command[], { argv, stdout }: Surroundings, lang: Lang): Chosen | undefined {
  let chosen: Chosen | undefined;
  const program = createProgram(commands, {
    lang,
    version: VERSION,
    columns: stdout.columns ?? 100,
    write: (text) => void stdout.write(text),
    chosen: (command, args, options) => (chosen = { command, args, options }),
  });
  try {
    program.parse(argv.length > 0 ? argv : ["--help"], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw usageProblem(error, program, argv);
  }
  return chosen;
}

/** The place of the API for this line. @throws OPTIONS_CONFLICT, DATA_MISSING */
function placeFor({ command, options }: Chosen, { env, cwd }: Surroundings): Place {
  const globals = options as GlobalOptions;
  if (command.localOnly && globals.url !== undefined)
    throw problem("OPTIONS_CONFLICT", { first: `tagwise ${command.name}`, second: "--url" });
  const place = placeOf(globals, command.localOnly ? { ...env, TAGWISE_URL: undefined } : env, cwd);
  if (!command.startsEmpty) requireData(place, env);
  return place;
}

async function run(
  { command, args, options }: Chosen,
  place: Place,
  surroundings: Surroundings,
  lang: Lang,
  connect: typeof connector,
): Promise<void> {
  const { env, cwd, stderr } = surroundings;
  const progress = createProgress({ stream: stderr, paint: painter(hasColours(stderr, env)), silent: !stderr.isTTY });
  const opening = () => progress.update(lang === "zh" ? "打开数据" : "opening the data", null);
  const { transport, close } = connect(place, { env, cwd, opening });
  const opened = () => transport().finally(() => progress.end());
  // With it comes the whole contract, which help and version do not need.
  const { createSession } = await import("./session.ts");
  try {
    await command.run(createSession({ surroundings, options: options as GlobalOptions, lang, place, transport: opened }), args, options);
  } finally {
    await close();
  }
}

/** The language of a line: --lang, then the locale. It is needed before the line is parsed, for help and errors. */
export function langOfLine(argv: readonly string[], env: NodeJS.ProcessEnv): Lang {
  const at = argv.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  const asked = at < 0 ? undefined : argv[at]!.includes("=") ? argv[at]!.slice("--lang=".length) : argv[at + 1];
  return langOf(asked ?? (env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"]));
}

function problemFrom(error: unknown, signal: AbortSignal): Problem {
  if (error instanceof Problem) return error;
  if (signal.aborted) return problem("INTERRUPTED", {});
  return problem("CLI_FAILED", { reason: error instanceof Error ? error.message : String(error) }, error);
}

/** Adds hints that only this program knows: how to pass a key, and where the log is without a server. */
async function hintOf({ code }: Problem, place: Place | undefined, lang: Lang): Promise<string[]> {
  if (code === "SIGN_IN_NEEDED" || code === "KEY_INVALID") {
    return [
      lang === "zh"
        ? "  用 --key 或 TAGWISE_KEY 给出密钥；还没有时：tagwise key create <名称> --url <地址> --login <账号>"
        : "  Give a key with --key or TAGWISE_KEY; to make one: tagwise key create <name> --url <url> --login <login>",
    ];
  }
  if (code === "INTERNAL" && place?.kind === "local") {
    const { serverOf } = await import("../engine/lock/index.ts");
    if (serverOf(place.dir)) return [lang === "zh" ? "  详情在服务的日志里。" : "  The log of the server has the details."];
    return [lang === "zh" ? "  设置 TAGWISE_DEBUG=1 再运行，可看到详情。" : "  Run it again with TAGWISE_DEBUG=1 for the details."];
  }
  return [];
}

function isClosedPipe(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === "EPIPE";
}
