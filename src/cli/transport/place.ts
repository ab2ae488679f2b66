import { existsSync } from "node:fs";
import path from "node:path";
import { problem } from "../../kernel/index.ts";
import type { GlobalOptions } from "../program.ts";

/** Where the API is: in a data directory that this process opens itself, or at a server. */
export type Place =
  | { readonly kind: "local"; readonly dir: string }
  | { readonly kind: "server"; readonly url: string; readonly key: string | undefined };

/** Flags before the environment; a server before a directory. @throws OPTIONS_CONFLICT */
export function placeOf({ data, url, key }: GlobalOptions, env: NodeJS.ProcessEnv, cwd: string): Place {
  if (data !== undefined && url !== undefined) throw problem("OPTIONS_CONFLICT", { first: "--data", second: "--url" });
  const server = data === undefined ? (url ?? (env["TAGWISE_URL"] || undefined)) : undefined;
  if (server !== undefined) return { kind: "server", url: server, key: key ?? (env["TAGWISE_KEY"] || undefined) };
  return { kind: "local", dir: path.resolve(cwd, data ?? (env["TAGWISE_DATA"] || ".tagwise")) };
}

/** The directory of a command that works on one only. */
export function dirOf(place: Place): string {
  if (place.kind === "server") throw problem("OPTIONS_CONFLICT", { first: "--data", second: "--url" });
  return place.dir;
}

/** Reading must not make an empty store where a path was mistyped. @throws DATA_MISSING */
export function requireData(place: Place, env: NodeJS.ProcessEnv): void {
  const elsewhere = env["DATABASE_URL"] && env["CLICKHOUSE_URL"];
  if (place.kind === "local" && !elsewhere && !existsSync(place.dir)) throw problem("DATA_MISSING", { dir: place.dir });
}
