import { openLocal } from "./open.ts";
import type { Place } from "./place.ts";
import type { Transport } from "./types.ts";

export interface Connector {
  /** The connection to the API. The first call opens it. */
  transport(): Promise<Transport>;
  close(): Promise<void>;
}

export interface ConnectorOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Called before the stores are opened, which takes seconds. */
  readonly opening: () => void;
}

/** @throws at the first call: the errors of openLocal and httpTransport */
export function connector(place: Place, options: ConnectorOptions): Connector {
  let opened: Promise<Transport> | undefined;
  return {
    transport: () => (opened ??= place.kind === "server" ? at(place) : inside(place.dir, options)),
    async close() {
      await (await opened?.catch(() => undefined))?.close();
    },
  };
}

async function at({ url, key }: { url: string; key: string | undefined }): Promise<Transport> {
  const { httpTransport } = await import("./http.ts");
  return httpTransport(url, key ? { authorization: `Bearer ${key}` } : {});
}

/** Only one process opens a data directory: while a server has it open, its owner's commands ask that server. */
async function inside(dir: string, { env, cwd, opening }: ConnectorOptions): Promise<Transport> {
  const { OWNER_HEADER, serverOf } = await import("../../engine/lock/index.ts");
  // With both stores on servers several processes work side by side, and whoever holds this directory has other data.
  const server = env["DATABASE_URL"] && env["CLICKHOUSE_URL"] ? undefined : serverOf(dir);
  if (server) {
    const { httpTransport } = await import("./http.ts");
    return httpTransport(server.url, { [OWNER_HEADER]: server.token });
  }
  opening();
  const app = await openLocal({ dir, env, cwd });
  const { localTransport } = await import("../../app/index.ts");
  const { request } = localTransport(app);
  // The signal is not passed on: the client stops waiting by itself, and closing the app ends running work in order.
  return { request: ({ signal: _, ...asked }) => request(asked), close: () => app.close() };
}
