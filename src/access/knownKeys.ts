import { cacheKind, versionOf, type Stores as Both } from "../engine/index.ts";
import type { Actor, Instant } from "../kernel/index.ts";
import { actorOfKey } from "./keys.ts";
import { hashSecret } from "./secret.ts";

/** How long a key that was found good is not looked up again, so that its use is written down now and then. */
const KNOWN_MILLISECONDS = 10_000;
const MOST = 1_000;

interface Known {
  readonly actor: Actor;
  readonly until: Instant;
}

interface Keys {
  /** Of the keys that were revoked: where it moves, none is known any more. */
  readonly version: number;
  readonly byHash: Map<string, Known>;
}

type Stores = Pick<Both, "records" | "caches">;
const KNOWN = cacheKind<Keys>("access.knownKeys", "version");

/** As actorOfKey, for programs that ask many times a second: a good key is remembered for ten seconds, or until any process revokes one. @throws KEY_INVALID */
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
