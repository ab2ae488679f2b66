import type { Ctx } from "../engine/index.ts";
import type { App } from "./compose.ts";
import type { Listener } from "./pulse/index.ts";

interface ListenLive {
  readonly app: App;
  readonly listener: Listener;
  /** The position to go on from; undefined: from now. */
  readonly since: string | undefined;
}

/** Tells a listener what changes from a position on. What an actor may hear of it is for the caller to decide (`eventsFor`). */
export function listenLive({ input: { app, listener, since } }: { ctx: Ctx; input: ListenLive }): ReturnType<App["pulse"]["listen"]> {
  return app.pulse.listen(listener, since);
}
