import { hash } from "node:crypto";
import type { Pool } from "pg";
import { cacheKind } from "../caches/caches.ts";

/** Locks by name between all processes on the same records. */
export interface Locks {
  /** Runs `work` while no other process runs something under the same name. Not to be nested under one name. */
  hold<T>(name: string, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export const LOCKS = cacheKind<Locks>("engine.locks", "process");

/** Work under different names goes on side by side. */
const CONNECTIONS = 8;
const CONNECT_MILLISECONDS = 30_000;
/** A process that holds a lock says so often that it lives; one that was silent for so long, frozen or cut off, loses it. */
const BEAT_MILLISECONDS = 4_000;
const SILENCE_MILLISECONDS = 20_000;

export function openLocks(databaseUrl: string | undefined): Locks {
  return databaseUrl ? openServerLocks(databaseUrl) : openLocalLocks();
}

/** Embedded records belong to one process, so only its own work waits for one another. */
function openLocalLocks(): Locks {
  const last = new Map<string, Promise<unknown>>();
  return {
    hold(name, work) {
      const result = (last.get(name) ?? Promise.resolve()).then(work);
      last.set(
        name,
        result.catch(() => undefined),
      );
      return result;
    },
    close: async () => undefined,
  };
}

/** Advisory locks of PostgreSQL, each on a connection that does nothing else: they go with it, however the process ends. */
function openServerLocks(databaseUrl: string): Locks {
  const open = async (): Promise<Pool> => {
    const { default: pg } = await import("pg");
    const pool = new pg.Pool({
      connectionString: databaseUrl,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_MILLISECONDS,
      application_name: "tagwise locks",
      keepAlive: true,
    });
    pool.on("error", () => {});
    return pool;
  };
  let pool: Promise<Pool> | undefined;
  return {
    async hold(name, work) {
      const key = BigInt.asIntN(64, BigInt(`0x${hash("sha256", `tagwise ${name}`, "hex").slice(0, 16)}`)).toString();
      const client = await (await (pool ??= open())).connect();
      let broken = false;
      const noteBroken = () => void (broken = true);
      client.on("error", noteBroken);
      let beat: NodeJS.Timeout | undefined;
      try {
        await client.query("select pg_advisory_lock($1)", [key]);
        await client.query(`set idle_session_timeout = ${SILENCE_MILLISECONDS}`);
        beat = setInterval(() => client.query("select 1").catch(noteBroken), BEAT_MILLISECONDS).unref();
        return await work();
      } finally {
        clearInterval(beat);
        // A connection that is thrown away gives its locks back.
        const given = broken
          ? false
          : await client.query("set idle_session_timeout = 0; select pg_advisory_unlock_all()").then(
              () => true,
              () => false,
            );
        client.off("error", noteBroken);
        client.release(!given);
      }
    },
    close: async () => (await pool)?.end(),
  };
}
