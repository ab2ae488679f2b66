import { existsSync } from "node:fs";
import path from "node:path";
import { problem } from "../../kernel/index.ts";
import type { GlobalOptions } from "../program.ts";

/** The place of the API: a data directory that this process opens, or a server. */
export type Place =
  | { readonly kind: "local"; readonly dir: string }
  | { readonly kind: "server"; readonly url: string; readonly key: string | undefined };

/** Flags take precedence over the environment, a server over a directory. @throws OPTIONS_CONFLICT */
export function placeOf({ data, url, key }: GlobalOptions, env: NodeJS.ProcessEnv, cwd: string): Place {
  if (data !== undefined && url !== undefined) throw problem("OPTIONS_CONFLICT", { first: "--data", second: "--url" });
  const server = data === undefined ? (url ?? (env["TAGWISE_URL"] || undefined)) : undefined;
  if (server !== undefined) return { kind: "server", url: server, key: key ?? (env["TAGWISE_KEY"] || undefined) };
  return { kind: "local", dir: path.resolve(cwd, data ?? (env["TAGWISE_DATA"] || ".tagwise")) };
}

/** The data directory, for a command that cannot use a server. */
export function dirOf(place: Place): string {
  if (place.kind === "server") throw problem("OPTIONS_CONFLICT", { first: "--data", second: "--url" });
  return place.dir;
}

/** Checks that the data directory exists. Otherwise a mistyped path would create an empty store. @throws DATA_MISSING */
export function requireData(place: Place, env: NodeJS.ProcessEnv): void {
  const elsewhere = env["DATABASE_URL"] && env["CLICKHOUSE_URL"];
  if (place.kind === "local" && !elsewhere && !existsSync(place.dir)) throw problem("DATA_MISSING", { dir: place.dir });
}
