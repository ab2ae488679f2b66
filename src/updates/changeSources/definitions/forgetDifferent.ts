import { cacheKind, type Ctx } from "../../../engine/index.ts";
import type { CurrentTags } from "../../currentTags.ts";
import { keepBasis, readBasis, type Basis } from "./basis.ts";

/**
 * Stands for the definitions of a basis that has forgotten tags. Definitions may become again what they were, without a new version; they
 * must not count as the same then.
 */
const FORGOTTEN = "";

/** The definitions of the basis, under which no tag needs to be compared. */
const SAME = cacheKind<string>("updates.basisDefinitions", "lease");

/**
 * Forgets what the basis says of tags that are other than it says, before an update writes by the present definitions. Otherwise a tag that
 * was paused, retired or changed, and becomes again what the basis says, would count as unchanged, although updates in between left it out
 * or wrote by its other rule. The caller holds the write lock. Costs nothing while the definitions are those of the basis.
 */
export async function forgetDifferent(ctx: Ctx, { definitions, digests }: Pick<CurrentTags, "definitions" | "digests">): Promise<void> {
  if (ctx.caches.get(SAME) === definitions) return;
  const basis = await readBasis(ctx);
  const kept = basis && keptRules(basis, digests);
  if (kept && Object.keys(kept).length < Object.keys(basis.rules).length)
    await keepBasis(ctx, { ...basis, definitions: FORGOTTEN, rules: kept });
  if (basis?.definitions === definitions) ctx.caches.set(SAME, definitions);
}

function keptRules({ rules }: Basis, digests: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(rules).filter(([code, digest]) => digests[code] === digest));
}
