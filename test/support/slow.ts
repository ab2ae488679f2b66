import { once } from "node:events";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { listen, type Listening } from "./listen.ts";

/**
 * The most that a request of a browser, its answer and each part of an answer that stays open are held back, in milliseconds:
 * `TAGWISE_TEST_DELAY=1500 vitest run --project e2e`. Each waits for a time of its own, so answers come in any order. 0: nothing is.
 */
const MOST = Number(process.env["TAGWISE_TEST_DELAY"] ?? 0);

/** A slow line to the server at `target`, or that server's own address where nothing is to be held back. */
export async function openSlowLine(target: string): Promise<Listening> {
  if (!(MOST > 0)) return { url: target, close: async () => {} };
  const server = createServer((incoming, outgoing) => void pass(target, incoming, outgoing));
  server.requestTimeout = 0;
  return listen(server);
}

async function pass(target: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  // A test that asks aside is not held back: it sees what the page does not yet know.
  const page = incoming.headers["sec-fetch-mode"] !== undefined;
  const hold = () => (page ? wait(Math.random() * MOST) : Promise.resolve());
  await hold();
  const asked = request(new URL(incoming.url!, target), { method: incoming.method!, headers: incoming.headers });
  outgoing.on("close", () => asked.destroy());
  asked.on("error", () => outgoing.destroy());
  asked.on("response", (answer) => void hand(answer).catch(() => outgoing.destroy()));
  incoming.pipe(asked);

  async function hand(answer: IncomingMessage): Promise<void> {
    answer.on("error", () => outgoing.destroy());
    const open = answer.headers["content-type"]?.startsWith("text/event-stream") ?? false;
    await hold();
    outgoing.writeHead(answer.statusCode!, answer.headers);
    outgoing.flushHeaders();
    for await (const part of answer) {
      if (open) await hold();
      if (!outgoing.write(part)) await once(outgoing, "drain");
    }
    outgoing.end();
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
