import { SYSTEM } from "../access/index.ts";
import { dueSources, runSource, type SourceDeps } from "../sources/index.ts";
import { Problem } from "../kernel/index.ts";
import { IMPORTED } from "../assignments/index.ts";
import type { App } from "./compose.ts";
import { formatSize, SETTINGS } from "./config/index.ts";

/** How often it is asked whether a source's turn has come. */
const TICK_MILLISECONDS = 2_000;

/** What data sources of this app are read with. */
export function sourceDeps({ seal, config }: App): SourceDeps {
  return {
    seal,
    allowance: { networks: config.sourceNetworks, setting: SETTINGS.sourceNetworks.variable },
    folders: { folders: config.sourceFolders, setting: SETTINGS.sourceFolders.variable },
    limit: { bytes: config.uploadBytes, text: formatSize(config.uploadBytes) },
  };
}

/** Starts a job for each source whose turn has come, while the server runs. The jobs themselves are stopped with all others. */
export function runSources(app: App): { stop(): Promise<void> } {
  const ctx = app.context({ actor: SYSTEM, lang: "zh", requestId: "sources" });
  const started = new Set<string>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function step(): Promise<void> {
    for (const source of await dueSources(ctx)) {
      if (started.has(source) || stopped) continue;
      started.add(source);
      await app.jobs.start({
        ctx,
        kind: "import",
        queue: "sources",
        run: async (work) => {
          try {
            return await runSource({ ...work, tagging: IMPORTED, input: { source, deps: sourceDeps(app) } });
          } catch (error) {
            // Another process was quicker, or it was deleted meanwhile.
            if (error instanceof Problem && (error.code === "SOURCE_BUSY" || error.code === "SOURCE_NOT_FOUND")) return null;
            throw error;
          } finally {
            started.delete(source);
          }
        },
      });
    }
  }

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = step()
        .catch((error: unknown) => {
          if (!stopped) app.log.warn({ err: error }, "sources could not be looked at; trying again");
        })
        .then(schedule);
    }, TICK_MILLISECONDS);
  }
  schedule();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
