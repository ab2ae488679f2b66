import { audit } from "../access/index.ts";
import type { CustomersChanged, Identity, SplitChoices } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import { decide, readIdentities, type SplitChoice, decisionsToSplit } from "../identity/index.ts";
import { keyOf } from "../matching/index.ts";
import { problem } from "../kernel/index.ts";
import { findTag, visibleTags } from "../tags/index.ts";
import { afterDecision, newestMerge } from "./afterDecision.ts";

export interface SplitOff {
  readonly customer: number;
  /** Identities to split off. Identities of other customers are ignored. */
  readonly leaving: readonly Identity[];
  readonly reason: string;
  readonly action: string;
  /** The customer that gets each assignment and override. Default: as in the preview. */
  readonly tags?: SplitChoices | undefined;
}

/**
 * Splits identities off a customer, with the rows they brought. A former customer of these identities gets its number back.
 * @throws SPLIT_NOTHING, SPLIT_ALL, TAG_NOT_FOUND
 */
export async function splitOff(ctx: Ctx, { customer, leaving: wanted, reason, action, tags = [] }: SplitOff): Promise<CustomersChanged> {
  const all = (await readIdentities({ ctx, input: [customer] })).get(customer) ?? [];
  const named = new Set(wanted.map(keyOf));
  const [leaving, staying] = [true, false].map((out) => all.filter((identity) => named.has(keyOf(identity)) === out)) as [
    Identity[],
    Identity[],
  ];
  if (leaving.length === 0) throw problem("SPLIT_NOTHING", { customer });
  if (staying.length === 0) throw problem("SPLIT_ALL", { customer });
  const choices = await choicesOf(ctx, tags);
  const pairDecisions = await decisionsToSplit(ctx, leaving, staying);
  const before = await newestMerge(ctx);
  await decide(ctx, {
    pairDecisions,
    reason,
    choices,
    also: (tx, decision) =>
      audit(tx, ctx, action, { customer, identities: leaving.length, reason, decision, ...(tags.length > 0 && { tags }) }),
  });
  return afterDecision(ctx, before, [staying[0]!, leaving[0]!]);
}

async function choicesOf(ctx: Ctx, tags: SplitChoices): Promise<SplitChoice[] | undefined> {
  if (tags.length === 0) return undefined;
  const set = await visibleTags(ctx);
  return tags.map(({ tag, to }) => ({ tag: findTag(set, tag).id, to }));
}
