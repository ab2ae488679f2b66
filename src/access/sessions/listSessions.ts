import type { SignedInShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { formatInstant, requirePermission } from "../../kernel/index.ts";
import { hashSecret } from "../secrets/secret.ts";

export interface ListSessions {
  /** The sessions of all people instead of the caller's own. */
  readonly all: boolean;
  /** The token of the caller's session. */
  readonly token?: string | undefined;
}

/** The open sessions of the caller or of all people, the last used first. */
export async function listSessions({ ctx, input }: Verb<ListSessions>): Promise<{ items: SignedInShape[] }> {
  const own = !input.all && ctx.actor.kind === "person";
  if (!own) requirePermission(ctx, "team.manage");
  let query = ctx.records
    .selectFrom("sessions")
    .innerJoin("people", "people.id", "sessions.person")
    .select(["sessions.id", "sessions.token", "address", "agent", "sessions.created_at", "seen_at", "expires_at"])
    .select(["people.id as person", "people.name", "people.login"])
    .where("expires_at", ">", new Date(ctx.clock()))
    .where("people.disabled_at", "is", null)
    .orderBy("seen_at", "desc");
  if (own) query = query.where("person", "=", ctx.actor.id);
  const hash = input.token === undefined ? undefined : hashSecret(input.token);
  return {
    items: (await query.execute()).map((row) => ({
      id: row.id,
      person: { id: row.person, name: row.name, login: row.login },
      address: row.address,
      agent: row.agent,
      createdAt: formatInstant(row.created_at.getTime()),
      lastUsedAt: formatInstant(row.seen_at.getTime()),
      endsAt: formatInstant(row.expires_at.getTime()),
      current: row.token === hash,
    })),
  };
}
