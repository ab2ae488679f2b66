import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { listen } from "../../support/listen.ts";

/** A statement on its way to the store: before it, while the store works on it, or after it has ended and before its answer is handed on. */
export type Moment = "before" | "during" | "after";

export interface StatementProxy {
  /** Stands for the store's URL, account included. */
  readonly url: string;
  /** What the process behind it is called in both stores, once it has sent anything. */
  readonly process: string | undefined;
  /** Calls `kill` at this moment of the next statement that matches, once. Resolves after it. */
  arm(matches: RegExp, moment: Moment, kill: () => Promise<unknown>): Promise<void>;
  /** Keeps the next statement that matches, which the store sees only once it is released, whoever waits for it still. */
  hold(matches: RegExp): Held;
  close(): Promise<void>;
}

export interface Held {
  /** Resolves once a statement is kept. */
  readonly kept: Promise<void>;
  /** Hands the statement on; resolves with the store's status when the store has answered. */
  release(): Promise<number>;
}

interface Holding {
  readonly matches: RegExp;
  readonly noteKept: () => void;
  readonly released: Promise<void>;
  readonly noteAnswered: (status: number) => void;
}

interface Armed {
  readonly matches: RegExp;
  readonly moment: Moment;
  readonly kill: () => Promise<unknown>;
  readonly done: () => void;
}

/** Stands between one process and the fact store, and sees every statement. */
export async function openStatementProxy(store: string): Promise<StatementProxy> {
  const target = new URL(store);
  // A connection of its own for each statement: one that is kept may just be closed by the store, which fails the statement.
  const agent = new Agent({ keepAlive: false });
  let armed: Armed | undefined;
  let holding: Holding | undefined;
  let process: string | undefined;

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const query = new URL(incoming.url!, target).searchParams.get("query") ?? "";
    const statement = `${query}\n${body.subarray(0, 10_000).toString()}`;
    process = /\/\* tagwise (\S+) \*\//.exec(statement)?.[1] ?? process;
    const held = holding?.matches.test(statement) ? holding : undefined;
    if (held) {
      holding = undefined;
      held.noteKept();
      await held.released;
    }
    const hit = armed?.matches.test(statement) ? armed : undefined;
    if (hit) armed = undefined;
    const kill = async () => {
      await hit!.kill();
      hit!.done();
    };
    if (hit?.moment === "before") {
      await kill();
      return void outgoing.destroy();
    }
    const asked = request(new URL(incoming.url!, target), { method: incoming.method!, headers: incoming.headers, agent });
    asked.on("error", () => outgoing.destroy());
    // A caller that is gone is gone for the store too; the end of one that is killed here comes by itself.
    if (!hit && !held) outgoing.on("close", () => outgoing.writableFinished || asked.destroy());
    asked.on("response", (answer) => {
      held?.noteAnswered(answer.statusCode!);
      if (hit) {
        // Ended in the store before the process hears of it.
        void buffer(answer).then(async () => {
          if (hit.moment === "after") await kill();
          outgoing.destroy();
        });
        return;
      }
      outgoing.writeHead(answer.statusCode!, answer.headers);
      answer.on("error", () => outgoing.destroy());
      answer.pipe(outgoing);
    });
    asked.end(body);
    if (hit?.moment === "during") await kill();
  }

  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing).catch(() => outgoing.destroy()));
  const { url, close } = await listen(server);
  const own = new URL(store);
  own.host = new URL(url).host;
  return {
    url: own.href,
    get process() {
      return process;
    },
    arm: (matches, moment, kill) => new Promise<void>((done) => (armed = { matches, moment, kill, done })),
    hold(matches) {
      const kept = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      const answered = Promise.withResolvers<number>();
      holding = { matches, noteKept: kept.resolve, released: released.promise, noteAnswered: answered.resolve };
      return {
        kept: kept.promise,
        release: () => {
          released.resolve();
          return answered.promise;
        },
      };
    },
    async close() {
      await close();
      agent.destroy();
    },
  };
}
