import { PassThrough, type Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { actorOfKey, actorOfSession } from "../access/index.ts";
import { eventsFor, hearingOf, isLocalRequest, type App, type listenLive, type News } from "../app/index.ts";
import type { LiveEvent } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import type { Actor } from "../kernel/index.ts";
import { sessionToken } from "./cookie.ts";

/** The interval of heartbeats, which keep proxies from closing the connection. Each also checks the listener's permissions. */
const BEAT_MILLISECONDS = 15_000;
/** A listener with more unread bytes is disconnected, so that memory stays bounded. It reconnects and gets the missed events. */
const MOST_WAITING_BYTES = 256 * 1024;

interface Listening {
  readonly ctx: Ctx;
  readonly app: App;
  readonly since: string | undefined;
  readonly listen: typeof listenLive;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Sends changes as server-sent events until the listener disconnects, loses the permission, or the app closes. */
export async function openLiveStream({ ctx, app, since, request, reply, listen }: Listening): Promise<Readable> {
  const stream = new PassThrough();
  let actor: Actor = ctx.actor;
  let told: Promise<unknown> = Promise.resolve();
  const write = (text: string) => {
    if (stream.destroyed || stream.writableEnded) return;
    stream.write(text);
    if (stream.writableLength > MOST_WAITING_BYTES) stream.destroy();
  };
  const tell = (news: News, position: string) => {
    // One after the other: which tags the listener may see is read for each, and frames keep their order.
    told = told
      .then(async () => {
        const hearing = await hearingOf({ ...ctx, actor });
        if (news.missed) write(frame({ kind: "hello", missed: true }, position));
        for (const event of eventsFor(actor, news, app.jobs.rights, hearing)) write(frame(event, position));
      })
      // A listener that missed something connects again and goes on from the last frame that it got.
      .catch(() => stream.end());
  };
  const header = request.headers["last-event-id"];
  const listening = await listen({
    ctx,
    input: {
      app,
      listener: { tell, end: () => void told.then(() => stream.end()) },
      since: since ?? (typeof header === "string" ? header : undefined),
    },
  });
  // Proxies must not buffer events. The compressor ignores this content type.
  reply.headers({
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
    connection: "close",
  });
  const beat = setInterval(() => {
    write(": beat\n\n");
    void stillListens(app, ctx, request)
      .then((now) => (actor = now))
      .catch(() => stream.end());
  }, BEAT_MILLISECONDS);
  stream.once("close", () => {
    clearInterval(beat);
    listening.stop();
  });
  write(`retry: 2000\n${frame({ kind: "hello", missed: listening.news?.missed ?? false }, listening.position)}`);
  if (listening.news && !listening.news.missed) tell(listening.news, listening.position);
  return stream;
}

function frame(event: LiveEvent, id: string): string {
  return `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** The listener with the current permissions. @throws KEY_INVALID, SESSION_ENDED */
async function stillListens({ engine }: App, ctx: Ctx, request: FastifyRequest): Promise<Actor> {
  if (isLocalRequest(request.raw)) return ctx.actor;
  if (ctx.actor.kind === "key") return actorOfKey(engine.records, request.headers.authorization!.replace(/^\S+ +/, ""), Date.now());
  return (await actorOfSession(engine.records, sessionToken(request) ?? "", Date.now())).actor;
}
