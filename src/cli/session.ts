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

/** What no person types: the input ended. */
const END = "\u0004";

export type Input = NodeJS.ReadableStream & { isTTY?: boolean };
export type Output = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

/** What the process gives the command line. */
export interface Surroundings {
  /** The words after the program's name. */
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted by Ctrl-C and by the end of whoever reads stdout. */
  readonly signal: AbortSignal;
}

/** What a command works with. */
export interface Session extends Client {
  readonly lang: Lang;
  readonly json: boolean;
  readonly place: Place;
  readonly surroundings: Surroundings;
  /** Colours of stdout; those of stderr belong to the progress line and the errors. */
  readonly paint: Paint;
  readonly table: TableOptions;
  say(text: Text): string;
  /** Lines to stdout. */
  print(...lines: readonly string[]): void;
  printJson(value: unknown): void;
  /** A line to stderr, for people; nothing with --json. */
  note(line: string): void;
  progress(): Progress;
  /** The same as `call`, also after Ctrl-C: to tell the server what to do with what was begun. */
  readonly farewell: Client["call"];
  /** Resolves when the way to the API is open, so that its progress line does not meet another. */
  ready(): Promise<void>;
  /** Asks y/N on stderr; undefined where there is no terminal to ask at. */
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
        // The end of input (Ctrl-D) closes the terminal and leaves the question open: no answer is no.
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
