import { EventEmitter } from "node:events";
import type { Client } from "pg";
import type { Log } from "../../kernel/index.ts";

/**
 * Short messages between the processes on the same records. A message may be lost when a connection breaks, so a receiver also looks
 * at the records now and then.
 */
export interface Notices {
  /** Tells every process that listens to the channel, this one included. Never throws: a lost message only costs time. */
  tell(channel: string, payload: string): void;
  /** `hear` gets each payload, and `null` when messages may have been lost. Answers with what ends the listening. */
  listen(channel: string, hear: (payload: string | null) => void): () => void;
  close(): Promise<void>;
}

const RECONNECT_MILLISECONDS = 1_000;

/** Embedded records belong to one process, so its messages stay inside it. */
export function openLocalNotices(): Notices {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    tell: (channel, payload) => void setImmediate(() => emitter.emit(channel, payload)),
    listen: (channel, hear) => subscribe(emitter, channel, hear),
    close: async () => void emitter.removeAllListeners(),
  };
}

/** LISTEN and NOTIFY of PostgreSQL, over one connection that is opened anew when it breaks. */
export function openServerNotices(databaseUrl: string, log: Pick<Log, "warn">): Notices {
  const emitter = new EventEmitter().setMaxListeners(0);
  let client: Client | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let lastSent: Promise<unknown> | undefined;

  async function connect(): Promise<void> {
    const { default: pg } = await import("pg");
    const next = new pg.Client({ connectionString: databaseUrl, application_name: "tagwise notices", keepAlive: true });
    next.on("error", () => {});
    next.on("end", () => {
      if (client === next) client = undefined;
      retry();
    });
    next.on("notification", ({ channel, payload }) => void emitter.emit(channel, payload ?? ""));
    await next.connect();
    // Somebody may begin to listen meanwhile: without another look they would get no notices.
    const heard = new Set<string | symbol>();
    for (let missing = emitter.eventNames(); missing.length > 0; missing = emitter.eventNames().filter((name) => !heard.has(name)))
      for (const channel of missing) {
        await next.query(`LISTEN ${identifier(String(channel))}`);
        heard.add(channel);
      }
    if (closed) return void (await next.end());
    client = next;
    for (const channel of emitter.eventNames()) emitter.emit(channel, null);
  }

  function retry(): void {
    if (closed) return;
    clearTimeout(timer);
    timer = setTimeout(open, RECONNECT_MILLISECONDS).unref();
  }
  function open(): void {
    connecting = connect().catch((error: unknown) => {
      log.warn({ err: error }, "the connection for notices to other processes broke; trying again");
      retry();
    });
  }
  let connecting: Promise<void> = Promise.resolve();
  open();

  return {
    tell(channel, payload) {
      const send = () => client?.query("select pg_notify($1, $2)", [channel, payload]);
      lastSent = (client ? Promise.resolve(send()) : connecting.then(send)).catch(() => undefined);
    },
    listen(channel, hear) {
      const first = emitter.listenerCount(channel) === 0;
      const stop = subscribe(emitter, channel, hear);
      // A notice sent before the server listens for this connection is lost.
      if (first)
        client?.query(`LISTEN ${identifier(channel)}`).then(
          () => emitter.emit(channel, null),
          () => undefined,
        );
      return stop;
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await connecting;
      // Ended while a message is under way, the connection would be cut off and the message perhaps lost.
      await lastSent;
      await client?.end().catch(() => undefined);
      emitter.removeAllListeners();
    },
  };
}

function subscribe(emitter: EventEmitter, channel: string, hear: (payload: string | null) => void): () => void {
  emitter.on(channel, hear);
  return () => void emitter.off(channel, hear);
}

function identifier(channel: string): string {
  if (!/^[a-z_]{1,40}$/.test(channel)) throw new RangeError(`no name of a channel: ${channel}`);
  return channel;
}
