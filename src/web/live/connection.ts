import type { LiveEvent } from "../../contract/index.ts";
import { frameReader } from "./frames.ts";

/** `off`: this page does not listen, because it is hidden or nobody is signed in. */
export type LiveState = "off" | "live" | "lost";

interface Options {
  readonly address: string;
  readonly onEvents: (events: readonly LiveEvent[]) => void;
  readonly onState: (state: LiveState) => void;
  /** Called when the session has ended. */
  readonly onRefused: () => void;
}

const FIRST_WAIT_MILLISECONDS = 1_000;
const LONGEST_WAIT_MILLISECONDS = 30_000;
/** The server sends a heartbeat every 15 seconds. After this time without one the connection is treated as lost. */
const SILENCE_MILLISECONDS = 40_000;

/** The wait before the next attempt. It doubles, and is random so that pages do not all reconnect at the same moment. */
export function waitAfter(failures: number, chance: number): number {
  return Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** Math.min(failures, 10)) * (0.5 + chance / 2);
}

/**
 * Listens to changes until it is stopped. It reconnects by itself and then gets the missed events. Returns the stop function.
 * The caller's `position` keeps the place between two connections.
 */
export function listen({ address, onEvents, onState, onRefused }: Options, position: { since: string | undefined }): () => void {
  const stopping = new AbortController();
  void (async () => {
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      const heard = await once(failures > 0);
      if (heard === "refused") return onRefused();
      if (stopping.signal.aborted) return;
      if (heard === "heard") failures = 0;
      onState("lost");
      await pause(waitAfter(failures, Math.random()), stopping.signal);
    }
  })();
  return () => stopping.abort();

  async function once(late: boolean): Promise<"heard" | "failed" | "refused"> {
    const silence = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const alive = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MILLISECONDS);
    };
    let heard = false;
    const cut = (): void => silence.abort();
    window.addEventListener("offline", cut);
    try {
      alive();
      const query = position.since === undefined ? "" : `?since=${encodeURIComponent(position.since)}`;
      const response = await fetch(address + query, {
        credentials: "same-origin",
        headers: { accept: "text/event-stream" },
        signal: AbortSignal.any([stopping.signal, silence.signal]),
      });
      if (response.status === 401 || response.status === 403) return "refused";
      if (!response.ok || !response.body) return "failed";
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      const frames = frameReader();
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        alive();
        const read = frames(value);
        if (read.length === 0) continue;
        const events = read.map(({ data }) => JSON.parse(data) as LiveEvent);
        // Without a position the server cannot send earlier events, so everything is read again.
        if (!heard && late && position.since === undefined) events.push({ kind: "hello", missed: true });
        if (!heard) onState("live");
        heard = true;
        position.since = read.at(-1)?.id ?? position.since;
        onEvents(events);
      }
    } catch {
      // The connection was lost or stopped. The caller knows which.
    } finally {
      clearTimeout(timer);
      window.removeEventListener("offline", cut);
    }
    return heard ? "heard" : "failed";
  }
}

/** Ends early when the browser is online again. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      window.removeEventListener("online", end);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    window.addEventListener("online", end);
    signal.addEventListener("abort", end);
  });
}
