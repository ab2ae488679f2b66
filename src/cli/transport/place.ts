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
