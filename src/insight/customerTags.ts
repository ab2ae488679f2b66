import { readCatalogue, type Catalogue } from "../catalogue/index.ts";
import type { OverrideOfCustomer, TagOnCustomer } from "../contract/index.ts";
import { instantOfFacts, type Ctx } from "../engine/index.ts";
import { formatInstant, tagKind, type Instant } from "../kernel/index.ts";
import {
  entriesOf,
  evaluatedUntil,
  metricValue,
  metricsOf,
  overridesInForce,
  overridesNow,
  assignmentsOfCustomer,
  shownOverride,
  tagsOfCustomers,
  type MetricRow,
} from "../membership/index.ts";
import { shownMetric } from "../explain/index.ts";
import { visibleTags, type TagRecord, type TagSet } from "../tags/index.ts";
import type { z } from "zod";
import { unitOf } from "./summary.ts";

type TagEntry = z.output<typeof TagOnCustomer>;
type Chip = Pick<TagEntry, "code" | "name" | "kind" | "color" | "value" | "author" | "overridden">;

/** The tags of a page of customers for a list, in the order of the tag tree. Metrics are only on the customer's own page. */
export async function chipsOf(ctx: Ctx, customers: readonly number[]): Promise<Map<number, Chip[]>> {
  const byId = numbered(await visibleTags(ctx));
  const chips = new Map<number, (Chip & { position: number })[]>(customers.map((customer) => [customer, []]));
  const overridden = await overriddenIn(ctx, customers);
  for (const { customer, tag: id, value } of await tagsOfCustomers(ctx, customers)) {
    const tag = byId.get(id);
    if (!tag) continue;
    const { code, name, kind, color, position } = tag;
    const isOverridden = overridden.has(`${customer}/${id}`);
    const author = tagKind(kind).isAssigned || isOverridden ? "person" : "rule";
    chips
      .get(customer)!
      .push({ code, name, kind, color, value: tagKind(kind).hasTiers ? value : null, author, overridden: isOverridden, position });
  }
  return new Map(
    [...chips].map(([customer, list]) => [
      customer,
      list.toSorted((a, b) => a.position - b.position).map(({ position: _, ...chip }) => chip),
    ]),
  );
}

/** The overridden memberships of these customers, as `customer/tag`. */
export async function overriddenIn(ctx: Ctx, customers: readonly number[]): Promise<Set<string>> {
  const overrides = await overridesNow(ctx, customers);
  return new Set(overrides.filter((override) => override.direction === "in").map((override) => `${override.customer}/${override.tag}`));
}

/** The overrides in force for one customer, both directions, in the order of the tag tree. */
export async function overridesOfCustomer(ctx: Ctx, customer: number): Promise<z.output<typeof OverrideOfCustomer>[]> {
  const byId = numbered(await visibleTags(ctx));
  const overrides = await overridesInForce(ctx, ctx.clock(), { customers: [customer] });
  return overrides
    .flatMap((override) => {
      const tag = byId.get(override.tag);
      return tag ? [{ override, tag }] : [];
    })
    .toSorted((a, b) => a.tag.position - b.tag.position)
    .map(({ override, tag: { code, name, kind, color } }) => ({ ...shownOverride(ctx, override), tag: { code, name, kind, color } }));
}

/** All tags of one customer, with author and start; metrics with their values. */
export async function tagsOfCustomer(ctx: Ctx, customer: number): Promise<TagEntry[]> {
  const set = await visibleTags(ctx);
  const byId = numbered(set);
  const overridden = await overriddenIn(ctx, [customer]);
  const [memberships, entries, metrics, until, assignments] = await Promise.all([
    tagsOfCustomers(ctx, [customer]),
    entriesOf(ctx, customer),
    metricsOf(ctx, [customer]),
    evaluatedUntil(ctx),
    assignmentsOfCustomer(ctx, customer),
  ]);
  const list: (TagEntry & { position: number })[] = [];
  for (const { tag: id, value } of memberships) {
    const tag = byId.get(id);
    if (!tag) continue;
    const entry = entries.get(`${id}/${value}`);
    const isOverridden = overridden.has(`${customer}/${id}`);
    list.push({
      ...shownOf(tag, tagKind(tag.kind).hasTiers ? value : null),
      author: isOverridden ? "person" : authorOf(tag, entry?.cause),
      since: entry ? formatInstant(instantOfFacts(entry.at)) : null,
      overridden: isOverridden,
      assignment: tagKind(tag.kind).isAssigned ? assignments.assignment(id, true) : null,
    });
  }
  for (const { tag, value, since } of metricTags(ctx, set, await readCatalogue({ ctx }), metrics, until ?? ctx.clock()))
    list.push({ ...shownOf(tag, value), author: "rule", since, overridden: false, assignment: null });
  return list.toSorted((a, b) => a.position - b.position).map(({ position: _, ...tag }) => tag);
}

/** The metrics of one customer that have a value, as the actor may see it, from the rows stored of them. @param until what they are true of */
export function metricTags(
  ctx: Ctx,
  set: TagSet,
  catalogue: Catalogue,
  stored: readonly MetricRow[],
  until: Instant,
): { readonly tag: TagRecord; readonly value: string; readonly since: string }[] {
  return [...set.tags.values()].flatMap((tag) => {
    if (tagKind(tag.kind).hasMembers || !tag.evaluatedAt) return [];
    const value = metricValue(
      stored.find((row) => row.tag === tag.id),
      tag.rule,
      until,
    );
    if (value === null) return [];
    return [{ tag, value: shownMetric(ctx, tag.rule, catalogue, value), since: formatInstant(tag.evaluatedAt.getTime()) }];
  });
}

/** The tags by their number. */
export function numbered(set: TagSet): Map<number, TagRecord> {
  return new Map([...set.tags.values()].map((tag) => [tag.id, tag]));
}

/** A tag with a value of it, as answers show it, with its place in the tree. */
export function shownOf(tag: TagRecord, value: string | null) {
  return {
    code: tag.code,
    name: tag.name,
    kind: tag.kind,
    color: tag.color,
    group: [...tag.group],
    unit: unitOf(tag),
    value,
    position: tag.position,
  };
}

function authorOf(tag: TagRecord, cause: string | undefined): TagEntry["author"] {
  if (!tagKind(tag.kind).isAssigned) return "rule";
  return cause === "api" || cause === "import" ? cause : "person";
}
