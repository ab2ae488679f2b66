import type { z } from "zod";
import { Role, Scopes, type KeyShape } from "../../contract/index.ts";
import type { Records } from "../../engine/index.ts";
import { formatInstant, problem, type Actor, type Instant } from "../../kernel/index.ts";
import { actorOfKeyRow } from "../actors/actors.ts";
import { hashSecret } from "../secrets/secret.ts";

/** Least time between two updates of a key's last use. */
const USED_MILLISECONDS = 60_000;

/** Prefix of each API key, by which scanners find leaked ones. */
export const KEY_PREFIX = "tw_";

export type Key = z.output<typeof KeyShape>;

interface KeyRow {
  id: string;
  name: string;
  role: string;
  prefix: string;
  created_at: Date;
  used_at: Date | null;
  expires_at: Date | null;
  scopes: readonly string[] | null;
}

export function keyOf({ id, name, role, prefix, created_at, used_at, expires_at, scopes }: KeyRow, now: Instant): Key {
  return {
    id,
    name,
    role: Role.parse(role),
    scopes: scopes && Scopes.parse(scopes),
    prefix,
    createdAt: formatInstant(created_at.getTime()),
    lastUsedAt: used_at && formatInstant(used_at.getTime()),
    endsAt: expires_at && formatInstant(expires_at.getTime()),
    ended: expires_at !== null && expires_at.getTime() <= now,
  };
}

/** The actor of an API key. @throws KEY_INVALID, KEY_EXPIRED */
export async function actorOfKey(records: Records, secret: string, now: Instant): Promise<Actor> {
  return (await findKey(records, secret, now)).actor;
}

export interface FoundKey {
  readonly actor: Actor;
  /** Infinite for a key that does not end by itself. */
  readonly ends: Instant;
}

/** @throws KEY_INVALID, KEY_EXPIRED */
export async function findKey(records: Records, secret: string, now: Instant): Promise<FoundKey> {
  const key = await records
    .selectFrom("keys")
    .select(["id", "name", "role", "used_at", "expires_at", "scopes"])
    .where("hash", "=", hashSecret(secret))
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (!key) throw problem("KEY_INVALID", {});
  const ends = key.expires_at?.getTime() ?? Number.POSITIVE_INFINITY;
  if (ends <= now) throw problem("KEY_EXPIRED", { name: key.name, at: formatInstant(ends) });
  if (!key.used_at || now - key.used_at.getTime() >= USED_MILLISECONDS)
    await records
      .updateTable("keys")
      .set({ used_at: new Date(now) })
      .where("id", "=", key.id)
      .execute();
  return { actor: actorOfKeyRow(key), ends };
}
