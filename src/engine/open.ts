import { existsSync, mkdirSync } from "node:fs";
import { totalmem } from "node:os";
import { join, resolve } from "node:path";
import type { Problem } from "../kernel/index.ts";
import { openCaches } from "./caches/caches.ts";
import { openFacts } from "./facts/open.ts";
import { openLease } from "./lease/lease.ts";
import { lockDirectory, type DirectoryLock } from "./lock/index.ts";
import { pairStores } from "./pairing.ts";
import { closeToOthers } from "./privacy.ts";
import { openLocalNotices, openServerNotices } from "./records/notices.ts";
import { engineName } from "./facts/stageTables.ts";
import { LOCKS, openLocks } from "./records/locks.ts";
import { openRecords } from "./records/open.ts";
import { RECORD_WRITES } from "./records/versions.ts";
import type { Engine, EngineConfig } from "./types.ts";

/**
 * Opens both stores, migrated. The data directory is locked before anything in it is touched, unless both stores live on servers
 * and several processes may share it.
 * @throws DATA_IN_USE, DATA_DIR_UNUSABLE, RECORDS_*, FACTS_*; nothing stays open
 */
export async function openEngine(config: EngineConfig): Promise<Engine> {
  const dataDir = resolve(config.dataDir);
  const memoryBytes = config.memoryBytes ?? defaultMemory();
  const embedded = !config.databaseUrl || !config.clickhouseUrl;
  const opened: (() => Promise<void> | void)[] = [];
  const close = () => closeAll(opened);
  try {
    let lock: DirectoryLock | undefined;
    if (embedded) {
      lock = await lockDirectory(dataDir, config.address ?? null);
      opened.push(lock.release);
    } else mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    closeToOthers(dataDir);
    const process = engineName();
    const writes = { count: 0 };
    const records = await openRecords({ dataDir, databaseUrl: config.databaseUrl, onWrite: () => writes.count++ });
    opened.push(() => records.destroy());
    const notices = config.databaseUrl ? openServerNotices(config.databaseUrl, config.log ?? { warn() {} }) : openLocalNotices();
    opened.push(() => notices.close());
    const locks = openLocks(config.databaseUrl);
    opened.push(() => locks.close());
    const stuck = Promise.withResolvers<Problem>();
    const facts = await openFacts({
      dataDir,
      clickhouseUrl: config.clickhouseUrl,
      memoryBytes,
      locks,
      process,
      onStuck: stuck.resolve,
    });
    opened.push(() => facts.close());
    await locks.hold("stores.pair", () => pairStores(records, facts));
    const kept = [...(config.databaseUrl ? [] : ["records"]), ...(config.clickhouseUrl ? [] : ["facts"])];
    // An open store goes on answering from memory after its files are gone.
    const isThere = () => [dataDir, ...kept.map((name) => join(dataDir, name))].every((path) => existsSync(path));
    const caches = openCaches();
    caches.set(LOCKS, locks);
    if (!config.databaseUrl) caches.set(RECORD_WRITES, writes);
    const lease = openLease({ records, facts, holder: process, alone: embedded });
    const announce: Engine["announce"] = (address, ownerAccess) => lock?.announce(address, ownerAccess);
    const stopAnnouncing = () => lock?.stopAnnouncing();
    return { records, facts, notices, caches, lease, dataDir, memoryBytes, stuck: stuck.promise, isThere, announce, stopAnnouncing, close };
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}

/** Closes what was opened, the last first and each even if another fails; the lock, opened first, goes last. Once. */
async function closeAll(opened: (() => Promise<void> | void)[]): Promise<void> {
  const errors: unknown[] = [];
  for (let close = opened.pop(); close; close = opened.pop()) {
    try {
      await close();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors.length === 1 ? errors[0] : new AggregateError(errors, "the stores did not close cleanly");
}

/** A quarter of the memory this process may use, which in a container is less than the machine's. */
function defaultMemory(): number {
  const constrained = process.constrainedMemory();
  return Math.floor((constrained > 0 ? Math.min(constrained, totalmem()) : totalmem()) / 4);
}
