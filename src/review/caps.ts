import { audit } from "../access/index.ts";
import type { IdentityCaps } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { changeCaps, readCaps } from "../identity/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { followMerges } from "../membership/index.ts";

/** How many identities one identity may tie together, by kind. */
export async function readIdentityCaps({ ctx }: Pick<Verb<unknown>, "ctx">): Promise<IdentityCaps> {
  requirePermission(ctx, "customer.read");
  return readCaps(ctx);
}

/** Sets the caps; customers that the old ones joined or kept apart follow. */
export async function writeIdentityCaps({ ctx, input }: Verb<IdentityCaps>): Promise<IdentityCaps> {
  requirePermission(ctx, "customer.edit");
  await changeCaps(ctx, input, (tx, before) => audit(tx, ctx, "identity.caps", { before, after: input }));
  await followMerges(ctx);
  return readCaps(ctx);
}
