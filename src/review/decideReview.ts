import { audit } from "../access/index.ts";
import type { CustomersChanged, Identity } from "../contract/index.ts";
import type { Ctx, Verb } from "../engine/index.ts";
import { noteReviewKept, decide, ownersOf, readIdentities, type PairDecision, decisionsToJoin } from "../identity/index.ts";
import { identityForm } from "../identifiers/index.ts";
import { identityOf, keyOf } from "../matching/index.ts";
import { problem, requirePermission } from "../kernel/index.ts";
import { afterDecision, newestMerge } from "./afterDecision.ts";
import { writePlaceholders } from "./placeholders.ts";

export interface DecideReview {
  readonly review: number;
  /** nobody: the identity becomes a placeholder, and customers that it merged are split. */
  readonly verdict: "join" | "apart" | "nobody";
  /** For a clash: `nobody` is about the other identity instead of the subject. */
  readonly other?: boolean | undefined;
  /** For an identity over a limit: the identity that it belongs to. Default: all identities it appeared with, which become one customer. */
  readonly with?: Identity | undefined;
  readonly reason?: string | undefined;
}

/**
 * Decides a review. `join` merges the customers concerned, `apart` keeps them apart for good; for an identity over a limit, `apart` leaves
 * it unused.
 * @throws REVIEW_NOT_FOUND, REVIEW_NOT_SEEN if `with` never appeared with the identity
 */
export async function decideReview({ ctx, input }: Verb<DecideReview>): Promise<CustomersChanged> {
  requirePermission(ctx, "customer.edit");
  const { review, verdict, reason = "" } = input;
  const row = await reviewRow(ctx, review);
  const subject = identityOf(row.subject);
  const before = await newestMerge(ctx);
  const details = { review, kind: row.kind, subject: row.subject, object: row.object, verdict, reason };
  const decided = { by: ctx.actor.name, at: ctx.clock(), reason: reason || null };

  if (verdict === "nobody") {
    const placeholder = placeholderOf(row, input.other);
    await ctx.records.transaction().execute((tx) => audit(tx, ctx, "review.decide", { ...details, placeholder }));
    await writePlaceholders(ctx, { add: [placeholder] });
    return afterDecision(ctx, before, row.kind === "clash" ? [subject, identityOf(row.object)] : [subject]);
  }
  if (row.kind !== "clash" && verdict === "apart") {
    await ctx.records.transaction().execute(async (tx) => {
      await noteReviewKept(tx, review, decided);
      await audit(tx, ctx, "review.decide", details);
    });
    return afterDecision(ctx, before, [subject]);
  }
  const pairDecisions = await pairDecisionsOf(ctx, subject, row, input);
  await decide(ctx, {
    pairDecisions,
    reason,
    also: async (tx, decision) => {
      // After a join, matching closes the review itself. For `apart`, the row must record who decided.
      await noteReviewKept(tx, review, decided);
      await audit(tx, ctx, "review.decide", { ...details, decision });
    },
  });
  return afterDecision(ctx, before, row.kind === "clash" ? [subject, identityOf(row.object)] : [subject]);
}

/** @throws REVIEW_NOT_FOUND */
export async function reviewRow({ records }: Pick<Ctx, "records">, review: number) {
  const row = await records.selectFrom("identity_reviews").selectAll().where("id", "=", review).executeTakeFirst();
  if (!row) throw problem("REVIEW_NOT_FOUND", { review });
  return row;
}

/** The identity that becomes a placeholder; of a clash, one of the two. */
export function placeholderOf(
  row: { readonly kind: string; readonly subject: string; readonly object: string },
  other: boolean | undefined,
): { platform: string; value: string } {
  const { platform, external } = identityOf(row.kind === "clash" && other ? row.object : row.subject);
  return { platform, value: external };
}

interface Row {
  readonly kind: "clash" | "shared" | "many";
  readonly object: string;
  readonly links: { readonly pairs: readonly { readonly a: Identity; readonly b: Identity }[] };
}

async function pairDecisionsOf(ctx: Ctx, subject: Identity, { kind, object, links }: Row, input: DecideReview): Promise<PairDecision[]> {
  if (kind === "clash") {
    const other = identityOf(object);
    if (input.verdict === "apart") return [{ a: subject, b: other, joined: false }];
    return joined(ctx, subject, [other]);
  }
  const seen = links.pairs.map(({ a, b }) => (keyOf(a) === keyOf(subject) ? b : a));
  const wanted = input.with && identityForm(input.with);
  if (!input.with) return joined(ctx, subject, seen);
  const own = wanted && seen.find((identity) => keyOf(identity) === keyOf(wanted));
  if (!own) throw problem("REVIEW_NOT_SEEN", { identity: `${input.with.platform}:${input.with.external}` });
  return [{ a: subject, b: own, joined: true }];
}

/** Also withdraws earlier decisions that keep the identities apart. Otherwise they would block the merge. */
async function joined(ctx: Ctx, subject: Identity, others: readonly Identity[]): Promise<PairDecision[]> {
  const owners = await ownersOf({ ctx, input: [subject, ...others] });
  const identities = await readIdentities({ ctx, input: [...new Set(owners.values())] });
  const of = (identity: Identity) => identities.get(owners.get(keyOf(identity)) ?? 0) ?? [identity];
  const pairDecisions: PairDecision[] = [];
  for (const other of others) {
    pairDecisions.push({ a: subject, b: other, joined: true });
    if (owners.get(keyOf(other)) !== owners.get(keyOf(subject)))
      pairDecisions.push(...(await decisionsToJoin(ctx, of(subject), of(other))));
  }
  return pairDecisions;
}
