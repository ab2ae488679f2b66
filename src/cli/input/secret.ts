import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { problem } from "../../kernel/index.ts";
import type { Surroundings } from "../session.ts";

/**
 * Asks for a password. A terminal does not show what is typed. Without a terminal it is the first line of stdin.
 * @throws INTERRUPTED if stdin ends or Ctrl-C is pressed first
 */
export function askSecret(question: string, { stdin, stderr, signal }: Surroundings): Promise<string> {
  const terminal = stdin.isTTY === true;
  if (terminal) stderr.write(question);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: stdin, output: unseen, terminal });
  return new Promise((resolve, reject) => {
    const stop = () => reject(problem("INTERRUPTED", {}));
    signal.addEventListener("abort", stop, { once: true });
    reader.once("SIGINT", stop);
    reader.once("close", stop);
    reader.once("line", resolve);
  }).finally(() => {
    reader.close();
    if (terminal) stderr.write("\n");
  }) as Promise<string>;
}
