import { cacheKind, versionOf, type Stores as Both } from "../../engine/index.ts";
import type { Actor, Instant } from "../../kernel/index.ts";
import { findKey } from "./keys.ts";
import { hashSecret } from "../secrets/secret.ts";

/** How long a valid key is cached. Afterwards it is looked up again, which also records its use. */
const CACHED_MILLISECONDS = 10_000;
const MAX_CACHED_KEYS = 1_000;

interface CachedKey {
  readonly actor: Actor;
  readonly until: Instant;
}

interface Keys {
  /** Version of the key table. A revoked key changes it and empties the cache. */
  readonly version: number;
  readonly byHash: Map<string, CachedKey>;
}

type Stores = Pick<Both, "records" | "caches">;
const CACHED_KEYS = cacheKind<Keys>("access.knownKeys", "version");

/**
 * Like actorOfKey, for programs with many requests a second. A valid key is cached for ten seconds, or until any process revokes a key.
 * @throws KEY_INVALID, KEY_EXPIRED
 */
export async function actorOfCachedKey(ctx: Stores, secret: string, now: Instant): Promise<Actor> {
  const version = await versionOf(ctx, "keys");
  let keys = ctx.caches.get(CACHED_KEYS);
  if (keys?.version !== version) ctx.caches.set(CACHED_KEYS, (keys = { version, byHash: new Map() }));
  const { byHash } = keys;
  const hash = hashSecret(secret);
  const cached = byHash.get(hash);
  if (cached && now < cached.until) return cached.actor;
  const { actor, ends } = await findKey(ctx.records, secret, now);
  if (byHash.size >= MAX_CACHED_KEYS) byHash.clear();
  byHash.set(hash, { actor, until: Math.min(now + CACHED_MILLISECONDS, ends) });
  return actor;
}
