import type { Verb } from "../../engine/index.ts";
import { audit } from "../audit/audit.ts";
import { hashSecret } from "../secrets/secret.ts";

/** Ends the session of a token. An ended session is not an error. */
export async function signOut({ ctx, input }: Verb<{ token: string | undefined }>): Promise<{ ok: true }> {
  const { token } = input;
  if (token === undefined) return { ok: true };
  await ctx.records.transaction().execute(async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom("sessions").where("token", "=", hashSecret(token)).executeTakeFirst();
    if (numDeletedRows > 0n) await audit(tx, ctx, "session.close", {});
  });
  return { ok: true };
}
