import type { Ctx } from "../../engine/index.ts";
import { membersSince } from "../../membership/index.ts";
import { tagNames } from "../../tags/index.ts";
import { differenceOf, differenceSince, type Difference } from "./difference.ts";
import type { News } from "./events.ts";
import { positionOf, readPosition, readPulse, type PulseState } from "./state.ts";

/** How often the records are looked at while somebody listens: that is how changes of other processes are seen. */
const TICK_MILLISECONDS = 500;
/** Looks asked for in between are at least this far apart. */
const GAP_MILLISECONDS = 40;
/** More tags than this are not listed one by one. */
const MOST_TAGS = 500;

export interface Listener {
  tell(news: News, position: string): void;
  /** The app closes. */
  end(): void;
}

/** Tells listeners what changes, whichever process on these records changed it. Costs nothing while nobody listens. */
export interface Pulse {
  /** Something of this process changed: looks now rather than at the next tick. */
  poke(): void;
  /** Where a listener would be who began now. */
  position(): Promise<string>;
  /** Begins to tell, and answers with what happened since the position, null without one, and where the listener is now. */
  listen(listener: Listener, since: string | undefined): Promise<{ news: News | null; position: string; stop(): void }>;
  stop(): Promise<void>;
}

export function openPulse(ctx: Ctx): Pulse {
  const listeners = new Set<Listener>();
  let last: PulseState | undefined;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  async function look(): Promise<void> {
    const state = await readPulse(ctx.records);
    const before = last;
    last = state;
    if (!before) return;
    const difference = differenceOf(before, state);
    if (!isNews(difference)) return;
    const news = await newsOf(ctx, difference);
    for (const listener of listeners) listener.tell(news, positionOf(state));
  }

  /** One look at a time; one asked for meanwhile follows. */
  function run(): Promise<void> {
    if (looking) {
      again = true;
      return looking;
    }
    clearTimeout(timer);
    looking = look()
      .catch((error: unknown) => ctx.log.warn({ err: error }, "changes could not be looked for; trying again"))
      .finally(() => {
        looking = undefined;
        const soon = again;
        again = false;
        schedule(soon ? GAP_MILLISECONDS : TICK_MILLISECONDS);
      });
    return looking;
  }

  function schedule(milliseconds: number): void {
    clearTimeout(timer);
    if (stopped) return;
    if (listeners.size > 0) timer = setTimeout(() => void run(), milliseconds);
    else last = undefined;
  }

  return {
    poke() {
      if (listeners.size > 0 && !stopped) void run();
    },
    async position() {
      return positionOf(last ?? (await readPulse(ctx.records)));
    },
    async listen(listener, since) {
      listeners.add(listener);
      const stop = () => void listeners.delete(listener);
      try {
        if (!last) await run();
        const state = last ?? (await readPulse(ctx.records));
        if (stopped) listener.end();
        if (since === undefined) return { news: null, position: positionOf(state), stop };
        const position = readPosition(since);
        const difference = position ? differenceSince(position, state) : null;
        const news = difference && !difference.missed ? await newsOf(ctx, difference) : { ...SILENCE, missed: true };
        return { news, position: positionOf(state), stop };
      } catch (error) {
        stop();
        throw error;
      }
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      for (const listener of listeners) listener.end();
      listeners.clear();
      await looking;
    },
  };
}

const SILENCE: News = Object.freeze({ members: null, running: null, facts: false, what: [], jobs: [], missed: false });

function isNews({ membersSince: since, running, facts, what, jobs, missed }: Difference): boolean {
  return since !== null || running !== null || facts || what.length > 0 || jobs.length > 0 || missed;
}

async function newsOf(ctx: Ctx, { membersSince: since, ...rest }: Difference): Promise<News> {
  if (since === null) return { ...rest, members: null };
  const changed = await membersSince(ctx, since);
  if (changed.length > MOST_TAGS) return { ...rest, members: { all: true, tags: [] } };
  const faces = changed.length > 0 ? await tagNames(ctx) : new Map<number, { code: string }>();
  const tags = changed.flatMap(({ tag, members }) => {
    const face = faces.get(tag);
    return face ? [{ tag: face.code, members }] : [];
  });
  return { ...rest, members: { all: false, tags } };
}
