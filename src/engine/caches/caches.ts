/**
 * What makes a remembered value untrue:
 * - `version`: every use compares it with a version that the records keep, or that the value itself carries;
 * - `lease`: only the holder of the writer lease uses and changes it, so it is dropped when the lease moves;
 * - `process`: it speaks of this process alone (queues, listeners), so no other process can make it untrue.
 */
export type StaleBy = "version" | "lease" | "process";

/** One thing that a process remembers of a workspace. */
export interface CacheKind<T> {
  readonly name: string;
  readonly staleBy: StaleBy;
  /** Only for the type checker: what is remembered. */
  readonly value?: T;
}

/** The one place of a workspace for what this process remembers. It goes when the stores close. */
export interface Caches {
  get<T>(kind: CacheKind<T>): T | undefined;
  /** What is remembered, or `begin()`, which is remembered from then on. */
  getOr<T>(kind: CacheKind<T>, begin: () => T): T;
  set<T>(kind: CacheKind<T>, value: T): void;
  drop(kind: CacheKind<unknown>): void;
  /** Another process wrote, or may write from now on: what is stale by the lease is dropped. */
  leaseMoved(): void;
  /** The kinds that something is remembered of, for diagnosis. */
  kinds(): readonly CacheKind<unknown>[];
}

const kinds = new Set<string>();

/** Declares something to remember; a module does it once. @throws when the name is taken */
export function cacheKind<T>(name: string, staleBy: StaleBy): CacheKind<T> {
  if (kinds.has(name)) throw new Error(`two caches are called ${name}`);
  kinds.add(name);
  return Object.freeze({ name, staleBy });
}

export function openCaches(): Caches {
  const values = new Map<CacheKind<unknown>, unknown>();
  const get = <T>(kind: CacheKind<T>) => values.get(kind) as T | undefined;
  return Object.freeze({
    get,
    getOr<T>(kind: CacheKind<T>, begin: () => T): T {
      if (!values.has(kind)) values.set(kind, begin());
      return get(kind)!;
    },
    set: (kind, value) => void values.set(kind, value),
    drop: (kind) => void values.delete(kind),
    leaseMoved() {
      for (const kind of values.keys()) if (kind.staleBy === "lease") values.delete(kind);
    },
    kinds: () => [...values.keys()],
  } satisfies Caches);
}
