import type { Identity, SplitPreview, SplitTag } from "../contract/index.ts";
import { shownIdentity } from "../customers/index.ts";
import { literal, type Ctx, type Verb, sql } from "../engine/index.ts";
import { findCustomer, formerOf, originOf, readIdentities } from "../identity/index.ts";
import { identityForm } from "../identifiers/index.ts";
import { keyOf } from "../matching/index.ts";
import { problem, requirePermission, tagKind } from "../kernel/index.ts";
import { overridesInForce, tagsOfCustomers } from "../membership/index.ts";
import { visibleTags } from "../tags/index.ts";

export interface PreviewSplit {
  readonly customer: string;
  readonly identities: readonly Identity[];
}

/**
 * What a split would move with the identities, and which customer gets each assignment and override by default.
 * @throws CUSTOMER_NOT_FOUND, SPLIT_NOTHING, SPLIT_ALL
 */
export async function previewSplit({ ctx, input }: Verb<PreviewSplit>): Promise<SplitPreview> {
  requirePermission(ctx, "customer.edit");
  const customer = await findCustomer({ ctx, input: input.customer });
  return splitPreview(
    ctx,
    customer,
    input.identities.map(identityForm).filter((identity) => identity !== undefined),
  );
}

export async function splitPreview(ctx: Ctx, customer: number, wanted: readonly Identity[]): Promise<SplitPreview> {
  const all = (await readIdentities({ ctx, input: [customer] })).get(customer) ?? [];
  const named = new Set(wanted.map(keyOf));
  const leaving = all.filter((identity) => named.has(keyOf(identity)));
  if (leaving.length === 0) throw problem("SPLIT_NOTHING", { customer });
  if (leaving.length === all.length) throw problem("SPLIT_ALL", { customer });
  const former = await formerOf(ctx, leaving);
  const origins = leaving.map(originOf);
  const [events, attributes] = await Promise.all([
    brought(ctx, "events", customer, origins),
    brought(ctx, "attribute_values", customer, origins),
  ]);
  return {
    customer,
    becomes: former?.customer ?? null,
    identities: leaving.map((identity) => shownIdentity(ctx, identity)),
    events,
    attributes,
    tags: await tagsOf(ctx, customer, former?.carried ?? null),
  };
}

type Carried = NonNullable<Awaited<ReturnType<typeof formerOf>>>["carried"];

/** Static tags and overrides of the customer. Those of a former customer go back to it; the others stay. */
async function tagsOf(ctx: Ctx, customer: number, carried: Carried): Promise<SplitTag[]> {
  const { tags } = await visibleTags(ctx);
  const byId = new Map([...tags.values()].map((tag) => [tag.id, tag]));
  const assignments = (await tagsOfCustomers(ctx, [customer])).flatMap(({ tag }) => {
    const record = byId.get(tag);
    if (!record || !tagKind(record.kind).isAssigned) return [];
    const to = !carried?.had.includes(tag) ? "stay" : carried.gave.includes(tag) ? "leave" : "both";
    return [{ tag: record.code, name: record.name, kind: "static" as const, direction: null, value: null, to: to as SplitTag["to"] }];
  });
  const overrides = (await overridesInForce(ctx, ctx.clock(), { customers: [customer] })).flatMap(({ id, tag, direction, value }) => {
    const record = byId.get(tag);
    if (!record) return [];
    const to: SplitTag["to"] = carried?.overrides.includes(id) ? "leave" : "stay";
    return [{ tag: record.code, name: record.name, kind: "override" as const, direction, value, to }];
  });
  return [...assignments, ...overrides];
}

async function brought(
  { facts }: Ctx,
  table: "events" | "attribute_values",
  customer: number,
  origins: readonly number[],
): Promise<number> {
  const [row] = await facts.rows<{ n: string }>(
    sql`
      SELECT count() AS n
      FROM ${sql.id(table)}
      WHERE customer = ${literal.integer(customer)}
        AND origin IN (${sql.join(origins.map(literal.integer))})
    `,
  );
  return Number(row!.n);
}
