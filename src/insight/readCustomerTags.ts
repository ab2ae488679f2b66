import { readCatalogue } from "../catalogue/index.ts";
import type { CustomerTags } from "../contract/index.ts";
import { noteCustomers } from "../customers/index.ts";
import { cacheKind, gather, type Ctx, type Verb } from "../engine/index.ts";
import { findCustomer } from "../identity/index.ts";
import { requirePermission, tagKind } from "../kernel/index.ts";
import { evaluatedUntil, heldNow, metricsOf, type CustomerTag, type MetricRow } from "../membership/index.ts";
import { rememberedTags, visibleOf, type TagSet } from "../tags/index.ts";
import { metricTags, numbered, overriddenIn, shownOf } from "./customerTags.ts";

/** What the stores say of one customer's tags, before it is shown to somebody. */
interface Stored {
  readonly set: TagSet;
  readonly held: readonly CustomerTag[];
  readonly overridden: ReadonlySet<string>;
  readonly metrics: readonly MetricRow[];
}

const ASKING = cacheKind<(customer: number) => Promise<Stored | undefined>>("insight.customerTags", "process");

/**
 * The tags of one customer, as its page lists them, without since when and by whom: those cost a look through the history. For programs
 * that ask many times a second: requests that arrive together share their questions to the stores. @throws CUSTOMER_NOT_FOUND
 */
export async function readCustomerTags({ ctx, input }: Verb<{ customer: string }>): Promise<CustomerTags> {
  requirePermission(ctx, "customer.read");
  const customer = await findCustomer({ ctx, input: input.customer });
  noteCustomers(ctx, [customer]);
  const ask = ctx.caches.getOr(ASKING, () => gather((customers) => readTogether(ctx, customers)));
  const { set: stored, held, overridden, metrics } = (await ask(customer))!;
  // What the stores say is shared by requests of several actors; what is shown of it is not.
  const set = await visibleOf(ctx, stored);
  const byId = numbered(set);
  const tags = held.flatMap(({ tag: id, value }) => {
    const tag = byId.get(id);
    return tag ? [{ ...shownOf(tag, tagKind(tag.kind).hasTiers ? value : null), overridden: overridden.has(`${customer}/${id}`) }] : [];
  });
  const measured = hasMetrics(set)
    ? metricTags(ctx, set, await readCatalogue({ ctx }), metrics, (await evaluatedUntil(ctx)) ?? ctx.clock())
    : [];
  const all = [...tags, ...measured.map(({ tag, value }) => ({ ...shownOf(tag, value), overridden: false }))];
  return { customer, tags: all.toSorted((a, b) => a.position - b.position).map(({ position: _, ...tag }) => tag) };
}

async function readTogether(ctx: Ctx, customers: readonly number[]): Promise<ReadonlyMap<number, Stored>> {
  const [set, held, overridden] = await Promise.all([rememberedTags(ctx), heldNow(ctx, customers), overriddenIn(ctx, customers)]);
  const metrics = Map.groupBy(hasMetrics(set) ? await metricsOf(ctx, customers) : [], ({ customer }) => customer);
  return new Map(
    customers.map((customer) => [customer, { set, held: held.get(customer) ?? [], overridden, metrics: metrics.get(customer) ?? [] }]),
  );
}

function hasMetrics(set: TagSet): boolean {
  return set.tags.values().some(({ kind }) => !tagKind(kind).hasMembers);
}
