import type { Records } from "../engine/index.ts";
import type { Actor, Instant } from "../kernel/index.ts";
import { actorOfKey } from "./keys.ts";
import { hashSecret } from "./secret.ts";

/** How long a key that was found good is not looked up again. What another process revokes works here for so long at most. */
const KNOWN_MILLISECONDS = 10_000;
const MOST = 1_000;

interface Known {
  readonly actor: Actor;
  readonly until: Instant;
}

const caches = new WeakMap<Records, Map<string, Known>>();

/** As actorOfKey, for programs that ask many times a second: a good key is remembered for ten seconds. @throws KEY_INVALID */
export async function actorOfKnownKey(records: Records, secret: string, now: Instant): Promise<Actor> {
  let cache = caches.get(records);
  if (!cache) caches.set(records, (cache = new Map()));
  const hash = hashSecret(secret);
  const known = cache.get(hash);
  if (known && now < known.until) return known.actor;
  const actor = await actorOfKey(records, secret, now);
  if (cache.size >= MOST) cache.clear();
  cache.set(hash, { actor, until: now + KNOWN_MILLISECONDS });
  return actor;
}

/** A key was revoked: none is remembered. */
export function forgetKeys(records: Records): void {
  caches.delete(records);
}
