import { z } from "zod";
import { readCursor, writeCursor, type Identity, type ReviewItem, type ReviewKind } from "../contract/index.ts";
import { shownIdentity, shownText, summariseCustomers } from "../customers/index.ts";
import type { Ctx, Verb } from "../engine/index.ts";
import { identityOf, keyOf } from "../matching/index.ts";
import { ownersOf } from "../identity/index.ts";
import { formatInstant, requirePermission } from "../kernel/index.ts";
import { reviewsIn, type ReviewCounts } from "./countReviews.ts";

const Place = z.object({ before: z.number().int().positive() });

export interface ListReviews {
  readonly kind?: ReviewKind | undefined;
  readonly state: "open" | "kept";
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Open or kept reviews, newest first, with the current customers of their identities. @throws CURSOR_INVALID */
export async function listReviews({
  ctx,
  input,
}: Verb<ListReviews>): Promise<{ items: ReviewItem[]; next: string | null; total: number; counts: ReviewCounts }> {
  requirePermission(ctx, "customer.read");
  const before = readCursor("reviews", Place, input.cursor)?.before ?? Number.MAX_SAFE_INTEGER;
  const counts = await reviewsIn(ctx, input.state);
  let query = ctx.records
    .selectFrom("identity_reviews")
    .selectAll()
    .where("state", "=", input.state)
    .where("id", "<", before)
    .orderBy("id", "desc")
    .limit(input.limit + 1);
  if (input.kind) query = query.where("kind", "=", input.kind);
  const rows = await query.execute();
  const shown = rows.slice(0, input.limit);
  const sideOf = await sides(
    ctx,
    shown.flatMap(({ kind, subject, object, links }) => [
      identityOf(subject),
      ...(kind === "clash" ? [identityOf(object)] : []),
      ...links.pairs.flatMap(({ a, b }) => [a, b]),
    ]),
  );
  return {
    items: shown.map(({ id, kind, subject, object, count, links, state, opened_at, decided_at, decided_by, reason }) => ({
      id: Number(id),
      kind,
      count,
      state,
      openedAt: formatInstant(opened_at.getTime()),
      subject: sideOf(identityOf(subject)),
      object: kind === "clash" ? sideOf(identityOf(object)) : null,
      platform: kind === "clash" ? null : object,
      links: links.pairs.map(({ a, b }) => ({ a: sideOf(a), b: sideOf(b) })),
      decided: decided_at ? { at: formatInstant(decided_at.getTime()), by: decided_by ?? "", reason: shownText(ctx, reason) } : null,
    })),
    next: rows.length > shown.length ? writeCursor("reviews", { before: Number(shown.at(-1)!.id) }) : null,
    total: input.kind ? counts[input.kind] : counts.clash + counts.shared + counts.many,
    counts,
  };
}

async function sides(ctx: Ctx, identities: readonly Identity[]): Promise<(identity: Identity) => ReviewItem["subject"]> {
  const owners = await ownersOf({ ctx, input: identities });
  const customers = [...new Set(owners.values())];
  const names = new Map(
    (await summariseCustomers({ ctx, input: { customers, attributes: [] } })).map(({ customer, name }) => [customer, name]),
  );
  return (identity) => {
    const customer = owners.get(keyOf(identity)) ?? null;
    return { identity: shownIdentity(ctx, identity), customer, name: customer === null ? null : (names.get(customer) ?? null) };
  };
}
