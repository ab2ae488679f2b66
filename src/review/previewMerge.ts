import type { Identity, MergePreview } from "../contract/index.ts";
import { shownIdentity, summariseCustomers } from "../customers/index.ts";
import { literal, type Ctx, type Verb, sql } from "../engine/index.ts";
import { findCustomer, readIdentities } from "../identity/index.ts";
import { platformOf } from "../identifiers/index.ts";
import { problem, requirePermission, tagKind } from "../kernel/index.ts";
import { overridesInForce, tagsOfCustomers } from "../membership/index.ts";
import { visibleTags } from "../tags/index.ts";

/**
 * What a merge of two customers would move, and conflicts between their identities. Writes nothing.
 * @throws CUSTOMER_NOT_FOUND, MERGE_SAME
 */
export async function previewMerge({ ctx, input }: Verb<{ readonly customer: string; readonly other: string }>): Promise<MergePreview> {
  requirePermission(ctx, "customer.read");
  const one = await findCustomer({ ctx, input: input.customer });
  const other = await findCustomer({ ctx, input: input.other });
  if (one === other) throw problem("MERGE_SAME", { customer: one });
  const [kept, lost] = [Math.min(one, other), Math.max(one, other)];
  const identities = await readIdentities({ ctx, input: [kept, lost] });
  const clashes = strongOf(identities.get(kept)).flatMap((a) =>
    strongOf(identities.get(lost))
      .filter((b) => b.platform === a.platform)
      .map((b) => ({ a: shownIdentity(ctx, a), b: shownIdentity(ctx, b) })),
  );
  const [keptSide, lostSide] = await sides(ctx, [kept, lost]);
  return { kept: keptSide!, lost: lostSide!, clashes };
}

function strongOf(identities: readonly Identity[] = []): Identity[] {
  return identities.filter(({ platform }) => platformOf(platform)?.kind === "number");
}

async function sides(ctx: Ctx, customers: readonly number[]): Promise<MergePreview["kept"][]> {
  const summaries = await summariseCustomers({ ctx, input: { customers, attributes: [] } });
  const set = await visibleTags(ctx);
  const seen = new Set([...set.tags.values()].map(({ id }) => id));
  const statics = new Set([...set.tags.values()].filter(({ kind }) => tagKind(kind).isAssigned).map(({ id }) => id));
  const memberships = await tagsOfCustomers(ctx, customers);
  const overrides = await overridesInForce(ctx, ctx.clock(), { customers });
  const rows = await Promise.all([countRows(ctx, "events", customers), countRows(ctx, "attribute_values", customers)]);
  return summaries.map(({ customer, name, identities }) => ({
    customer,
    name,
    identities,
    events: rows[0].get(customer) ?? 0,
    attributes: rows[1].get(customer) ?? 0,
    tags: memberships.filter((one) => one.customer === customer && statics.has(one.tag)).length,
    overrides: overrides.filter((override) => override.customer === customer && seen.has(override.tag)).length,
  }));
}

async function countRows({ facts }: Ctx, table: "events" | "attribute_values", customers: readonly number[]): Promise<Map<number, number>> {
  const rows = await facts.rows<{ customer: number; n: string }>(
    sql`
      SELECT customer, count() AS n
      FROM ${sql.id(table)}
      WHERE customer IN [${sql.join(customers.map(literal.integer))}]
      GROUP BY customer
      ORDER BY customer
    `,
  );
  return new Map(rows.map(({ customer, n }) => [customer, Number(n)]));
}
