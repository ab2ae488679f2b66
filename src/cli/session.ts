import { createInterface } from "node:readline/promises";
import { readSession } from "../contract/index.ts";
import type { Lang, Text } from "../kernel/index.ts";
import { createClient, type Client } from "./client.ts";
import { hasColours, painter, type Paint } from "./print/colour.ts";
import type { TableOptions } from "./print/table.ts";
import { workspaceClock, type WorkspaceClock } from "./print/time.ts";
import { createProgress, type Progress } from "./progress.ts";
import type { GlobalOptions } from "./program.ts";
import type { Place } from "./transport/place.ts";
import type { Transport } from "./transport/types.ts";

/** Marks the end of input. No person types this character. */
const END = "\u0004";

export type Input = NodeJS.ReadableStream & { isTTY?: boolean };
export type Output = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

/** The parts of the process that the command line uses. */
export interface Surroundings {
  /** The arguments after the program's name. */
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted by Ctrl-C, and when the reader of stdout closes the pipe. */
  readonly signal: AbortSignal;
}

/** The services of a command. */
export interface Session extends Client {
  readonly lang: Lang;
  readonly json: boolean;
  readonly place: Place;
  readonly surroundings: Surroundings;
  /** The colours of stdout. The progress line and errors use those of stderr. */
  readonly paint: Paint;
  readonly table: TableOptions;
  say(text: Text): string;
  /** Lines to stdout. */
  print(...lines: readonly string[]): void;
  printJson(value: unknown): void;
  /** Prints a line for people to stderr; nothing with --json. */
  note(line: string): void;
  progress(): Progress;
  /** Like `call`, but it also works after Ctrl-C: to cancel the started work at the server. */
  readonly farewell: Client["call"];
  /** Resolves when the connection to the API is open, so that its progress line does not mix with another. */
  ready(): Promise<void>;
  /** Asks y/N on stderr; undefined without a terminal. */
  confirm(question: string): Promise<boolean | undefined>;
  /** Writes instants in the workspace's time zone. */
  clock(): Promise<WorkspaceClock>;
}

export interface SessionOptions {
  readonly surroundings: Surroundings;
  readonly options: GlobalOptions;
  readonly lang: Lang;
  readonly place: Place;
  readonly transport: () => Promise<Transport>;
}

export function createSession({ surroundings, options, lang, place, transport }: SessionOptions): Session {
  const { stdin, stdout, stderr, env, signal } = surroundings;
  const json = options.json === true;
  const paint = painter(hasColours(stdout, env));
  const address = place.kind === "server" ? place.url : place.dir;
  const client = createClient(transport, { lang, signal, address });
  const print = (...lines: readonly string[]) => void stdout.write(lines.map((line) => `${line}\n`).join(""));
  return {
    ...client,
    farewell: createClient(transport, { lang, address }).call,
    lang,
    json,
    place,
    surroundings,
    paint,
    table: { paint, width: stdout.isTTY ? (stdout.columns ?? 80) : null },
    say: (text) => text[lang],
    print,
    printJson: (value) => print(JSON.stringify(value, null, 2)),
    note: (line) => void (json || stderr.write(`${line}\n`)),
    progress: () => createProgress({ stream: stderr, paint: painter(hasColours(stderr, env)), silent: json && !stderr.isTTY }),
    ready: async () => void (await transport()),
    async confirm(question) {
      if (!stdin.isTTY || !stderr.isTTY) return undefined;
      const terminal = createInterface({ input: stdin, output: stderr });
      try {
        // Ctrl-D closes the input without an answer. That counts as no.
        const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve(END)));
        terminal.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
        const answer = await Promise.race([terminal.question(`${question} [y/N] `, { signal }), closed]);
        if (answer === END) stderr.write("\n");
        return /^(y|yes|是|好)$/i.test(answer.trim());
      } finally {
        terminal.close();
      }
    },
    async clock() {
      const { workspace } = await client.call(readSession, {});
      return workspaceClock(workspace.timezone);
    },
  };
}
