import { audit } from "../access/index.ts";
import type { MergeLimitsPreview, MergeLimits, IdentityKindShape } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { changeMergeLimits, planMergeLimits, readKinds } from "../identity/index.ts";
import { loadMergeLimits } from "../matching/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { updateAfterMerge } from "../updates/index.ts";

/** How many identities one identity may connect, by kind. */
export async function readMergeLimits({ ctx }: Pick<Verb<unknown>, "ctx">): Promise<MergeLimits> {
  requirePermission(ctx, "customer.read");
  return loadMergeLimits(ctx);
}

/** Sets the merge limits. Customers are merged and split to match them. */
export async function setMergeLimits({ ctx, input }: Verb<MergeLimits>): Promise<MergeLimits> {
  requirePermission(ctx, "customer.edit");
  await changeMergeLimits(ctx, input, (tx, before) => audit(tx, ctx, "identity.limits", { before, after: input }));
  await updateAfterMerge(ctx);
  return loadMergeLimits(ctx);
}

/** Changes that these limits would cause. Writes nothing. */
export async function previewMergeLimits({ ctx, input }: Verb<MergeLimits>): Promise<MergeLimitsPreview> {
  requirePermission(ctx, "customer.edit");
  return planMergeLimits(ctx, input);
}

/** The kinds of identities, the most trusted first, with the number of identities over their limits now. */
export async function listIdentityKinds({ ctx }: Pick<Verb<unknown>, "ctx">): Promise<{ items: IdentityKindShape[] }> {
  requirePermission(ctx, "customer.read");
  return { items: await readKinds(ctx) };
}
