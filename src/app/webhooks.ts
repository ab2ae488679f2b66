import { SYSTEM } from "../access/index.ts";
import { countDue, planDeliveries, sendDue, sweepDeliveries, type WebhookDeps } from "../actions/index.ts";
import { SETTINGS } from "./config/index.ts";
import type { App } from "./compose.ts";

/** How often it is asked whether the ledger went on or a try is due: a small query to the records. */
const TICK_MILLISECONDS = 400;
const REST_MILLISECONDS = 10_000;
/** Webhooks that are sent to at the same time: one that is slow holds up itself alone. */
const LINES = 4;
const SWEEP_MILLISECONDS = 3_600_000;

/** What webhooks of this app work with. */
export function webhookDeps({ seal, config }: App): WebhookDeps {
  return { seal, allowance: { networks: config.webhookNetworks, setting: SETTINGS.webhookNetworks.variable } };
}

/**
 * Plans and sends deliveries while the server runs; without a webhook it does one small query a tick. Stopping cuts short what is
 * being sent: it is sent again at the next start.
 */
export function runWebhooks(app: App): { stop(): Promise<void> } {
  const ctx = app.context({ actor: SYSTEM, lang: "zh", requestId: "webhooks" });
  const deps = webhookDeps(app);
  const stopping = new AbortController();
  const { signal } = stopping;
  const lines = new Set<Promise<void>>();
  let swept = -Infinity;
  let timer: NodeJS.Timeout | undefined;

  async function step(): Promise<void> {
    const { active, due } = await countDue(ctx);
    if (active === 0) return;
    const planned = await planDeliveries(ctx);
    if (performance.now() - swept > SWEEP_MILLISECONDS) {
      swept = performance.now();
      await sweepDeliveries(ctx);
    }
    for (let free = Math.min(LINES - lines.size, Math.max(due, planned > 0 ? LINES : 0)); free > 0; free--) {
      const line = send().finally(() => lines.delete(line));
      lines.add(line);
    }
  }

  /** Sends to one webhook after another until none is due. */
  async function send(): Promise<void> {
    try {
      while (!signal.aborted && (await sendDue(ctx, deps, signal))) app.pulse.poke();
    } catch (error) {
      if (!signal.aborted) app.log.warn({ err: error }, "deliveries could not be sent; trying again");
    }
  }

  let running: Promise<void> = Promise.resolve();
  function schedule(milliseconds: number): void {
    if (signal.aborted) return;
    timer = setTimeout(() => {
      running = step()
        .then(() => TICK_MILLISECONDS)
        .catch((error: unknown) => {
          app.log.warn({ err: error }, "deliveries could not be planned; trying again");
          return REST_MILLISECONDS;
        })
        .then(schedule);
    }, milliseconds);
  }
  schedule(0);
  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
      await Promise.all(lines);
    },
  };
}
