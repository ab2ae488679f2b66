import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver of webhooks on the loopback: keeps what comes and answers as told. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** The status of the next answers, 200 at first. */
  answer: number;
  /** Headers of the next answers, none at first. */
  headers: Readonly<Record<string, string>>;
  /** Resolves when so many have come. */
  count(wanted: number): Promise<readonly Received[]>;
  /** Resolves when what has come is enough. */
  until(enough: (received: readonly Received[]) => boolean): Promise<readonly Received[]>;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(receiver.answer, receiver.headers).end("ok");
      for (const look of waiting) look();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: 200,
    headers: {},
    count: (wanted) => receiver.until(({ length }) => length >= wanted),
    until: (enough) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!enough(received)) return;
          waiting.delete(look);
          resolve(received);
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return receiver;
}
