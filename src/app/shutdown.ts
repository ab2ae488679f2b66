import type { App } from "./compose.ts";

/**
 * Closes the app cleanly on Ctrl-C or SIGTERM. The first signal stops it in order; a second one ends the process at once. Resolves
 * when the app is closed.
 */
export function closeOnSignal(app: App, onSignal: (signal: NodeJS.Signals) => void = () => {}): Promise<void> {
  return new Promise((resolve, reject) => {
    let first = true;
    const stop = (signal: NodeJS.Signals) => {
      if (!first) process.exit(130);
      first = false;
      onSignal(signal);
      const closed = app.close().finally(() => process.off("SIGINT", stop).off("SIGTERM", stop));
      closed.then(resolve).catch(reject);
    };
    process.on("SIGINT", stop).on("SIGTERM", stop);
  });
}
