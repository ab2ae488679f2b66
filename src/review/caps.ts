import { audit } from "../access/index.ts";
import type { CapsPreview, IdentityCaps, IdentityKindShape } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { changeCaps, planCaps, readKinds } from "../identity/index.ts";
import { readCaps } from "../matching/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { followMerges } from "../updates/index.ts";

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

/** What these caps would change. Nothing is written. */
export async function previewIdentityCaps({ ctx, input }: Verb<IdentityCaps>): Promise<CapsPreview> {
  requirePermission(ctx, "customer.edit");
  return planCaps(ctx, input);
}

/** The kinds of identities, the most trusted first, with what exceeds their caps now. */
export async function listIdentityKinds({ ctx }: Pick<Verb<unknown>, "ctx">): Promise<{ items: IdentityKindShape[] }> {
  requirePermission(ctx, "customer.read");
  return { items: await readKinds(ctx) };
}
