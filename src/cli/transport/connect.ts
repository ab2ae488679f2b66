import { existsSync } from "node:fs";
import { problem } from "../../kernel/index.ts";
import { httpTransport } from "./http.ts";
import type { Place } from "./place.ts";
import type { Transport } from "./types.ts";

export interface Connector {
  /** The way to the API, opened at the first call. */
  transport(): Promise<Transport>;
  close(): Promise<void>;
}

export interface ConnectorOptions {
  readonly env: NodeJS.ProcessEnv;
  /** An empty data directory is as good as any. */
  readonly startsEmpty: boolean;
}

export function connector(place: Place, { env, startsEmpty }: ConnectorOptions): Connector {
  let opened: Promise<Transport> | undefined;
  const open = async (): Promise<Transport> => {
    if (place.kind === "server") return httpTransport(place.url, place.key);
    const elsewhere = Boolean(env["DATABASE_URL"] && env["CLICKHOUSE_URL"]);
    if (!startsEmpty && !elsewhere && !existsSync(place.dir)) throw problem("DATA_MISSING", { dir: place.dir });
    throw new Error("local");
  };
  return {
    transport: () => (opened ??= open()),
    async close() {
      await (await opened?.catch(() => undefined))?.close();
    },
  };
}
