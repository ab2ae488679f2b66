import { cacheKind, versionOf, type Stores as Both } from "../engine/index.ts";
import type { Actor, Instant } from "../kernel/index.ts";
import { actorOfKey } from "./keys.ts";
import { hashSecret } from "./secret.ts";

/** How long a valid key is cached. Afterwards it is looked up again, which also records its use. */
const KNOWN_MILLISECONDS = 10_000;
const MOST = 1_000;

interface Known {
  readonly actor: Actor;
  readonly until: Instant;
}

interface Keys {
  /** Version of the key table. A revoked key changes it and empties the cache. */
  readonly version: number;
  readonly byHash: Map<string, Known>;
}

type Stores = Pick<Both, "records" | "caches">;
const KNOWN = cacheKind<Keys>("access.knownKeys", "version");

/**
 * Like actorOfKey, for programs with many requests a second. A valid key is cached for ten seconds, or until any process revokes a key.
 * @throws KEY_INVALID
 */
export async function actorOfKnownKey(ctx: Stores, secret: string, now: Instant): Promise<Actor> {
  const version = await versionOf(ctx, "keys");
  let keys = ctx.caches.get(KNOWN);
  if (keys?.version !== version) ctx.caches.set(KNOWN, (keys = { version, byHash: new Map() }));
  const { byHash } = keys;
  const hash = hashSecret(secret);
  const known = byHash.get(hash);
  if (known && now < known.until) return known.actor;
  const actor = await actorOfKey(ctx.records, secret, now);
  if (byHash.size >= MOST) byHash.clear();
  byHash.set(hash, { actor, until: now + KNOWN_MILLISECONDS });
  return actor;
}
