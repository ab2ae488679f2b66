import { httpTransport } from "./http.ts";
import { openLocal } from "./open.ts";
import type { Place } from "./place.ts";
import type { Transport } from "./types.ts";

export interface Connector {
  /** The way to the API, opened at the first call. */
  transport(): Promise<Transport>;
  close(): Promise<void>;
}

export interface ConnectorOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Called before the stores are opened, which takes a moment. */
  readonly opening: () => void;
}

/** @throws what openLocal and httpTransport throw, at the first call */
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
  return httpTransport(url, key);
}

async function inside(dir: string, { env, cwd, opening }: ConnectorOptions): Promise<Transport> {
  opening();
  const app = await openLocal({ dir, env, cwd });
  const { localTransport } = await import("../../app/index.ts");
  const { request } = localTransport(app);
  // Without the signal: the client stops waiting by itself, and closing the app ends what still runs in an orderly way.
  return { request: ({ signal: _, ...asked }) => request(asked), close: () => app.close() };
}
