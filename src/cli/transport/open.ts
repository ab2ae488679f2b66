import type { App, Config } from "../../app/index.ts";
import type { Log } from "../../kernel/index.ts";

export interface OpenOptions {
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Settings from flags. */
  readonly flags?: { readonly host?: string | undefined; readonly port?: string | undefined; readonly timezone?: string | undefined };
  /** The log of a server. Other commands print errors themselves. */
  readonly log?: (config: Config) => Log;
}

/** Composes the application in this process. It is imported on first use, because help and `--url` do not need it. @throws as openApp */
export async function openLocal({ dir, env, cwd, flags = {}, log }: OpenOptions): Promise<App> {
  const [{ createLog, openApp, readConfig }, { buildServer }] = await Promise.all([
    import("../../app/index.ts"),
    import("../../api/index.ts"),
  ]);
  const config = readConfig({ env, flags: { ...flags, dataDir: dir }, cwd });
  const debug = env["TAGWISE_DEBUG"] ? createLog({ logLevel: "debug" }) : undefined;
  const chosen = log?.(config) ?? debug;
  return openApp(config, { server: buildServer, ...(chosen && { log: chosen }) });
}
