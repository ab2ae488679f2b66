import { ROLE_PERMISSIONS, type Role } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { newId, problem, requirePermission, type Permission } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";
import { KEY_PREFIX, keyOf, type Key } from "./keys.ts";
import { hashSecret, prefixOf, randomSecret } from "../secrets/secret.ts";

const DAY_MILLISECONDS = 86_400_000;

export interface CreateKey {
  readonly name: string;
  readonly role: Role;
  /** Permissions of the role that the key is limited to; null: all of the role. */
  readonly scopes?: readonly Permission[] | null | undefined;
  /** After how many days the key ends; null: it does not end by itself. */
  readonly days?: number | null | undefined;
}

/** Creates an API key. The secret is only in this answer: the records contain its hash. */
export async function createKey({ ctx, input }: Verb<CreateKey>): Promise<{ key: Key; secret: string }> {
  requirePermission(ctx, "team.manage");
  const scopes = input.scopes ? [...new Set(input.scopes)] : null;
  const beyond = scopes?.filter((each) => !ROLE_PERMISSIONS[input.role].includes(each)) ?? [];
  if (beyond.length > 0) throw problem("KEY_SCOPES_BEYOND_ROLE", { scopes: beyond, role: input.role });
  const secret = KEY_PREFIX + randomSecret();
  const key = {
    id: newId(ctx.clock()),
    name: input.name,
    role: input.role,
    prefix: prefixOf(secret),
    created_at: new Date(ctx.clock()),
    used_at: null,
    expires_at: input.days ? new Date(ctx.clock() + input.days * DAY_MILLISECONDS) : null,
  };
  await ctx.records.transaction().execute(async (tx) => {
    await tx
      .insertInto("keys")
      .values({ ...key, scopes: scopes && JSON.stringify(scopes), hash: hashSecret(secret), created_by: ctx.actor.id })
      .execute();
    await audit(tx, ctx, "key.create", {
      key: key.id,
      name: key.name,
      role: key.role,
      prefix: key.prefix,
      scopes,
      days: input.days ?? null,
    });
  });
  return { key: keyOf({ ...key, scopes }, ctx.clock()), secret };
}
