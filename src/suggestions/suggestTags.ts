import { audit } from "../access/index.ts";
import type { AskedSuggestion, BodyOf, ResponseOf, suggestTags as operation } from "../contract/index.ts";
import { endInstantOf } from "../assignments/index.ts";
import type { Ctx, RecordsTx, Verb } from "../engine/index.ts";
import { findCustomers, numbersOfEach } from "../identity/index.ts";
import { Problem, problem, requirePermission, tagKind, type Instant, type Issue } from "../kernel/index.ts";
import { reasonOf, tagsOfCustomers } from "../membership/index.ts";
import { findTag, visibleTags, type TagRecord, type VisibleTags } from "../tags/index.ts";
import { decidingAlone, isPast } from "./queue.ts";

type Results = ResponseOf<typeof operation>["results"];

interface Wanted {
  readonly index: number;
  readonly tag: TagRecord;
  readonly customer: number;
  readonly confidence: number | null;
  readonly reason: string | null;
  readonly until: Instant | null;
  readonly again: boolean;
}

/**
 * Suggests static tags. A wrong suggestion does not stop the others; of two about one customer and tag the later counts. Nobody becomes a
 * member. What a person rejected does not come back from the same sender with the same reason, unless `again` asks for it.
 */
export async function suggestTags({ ctx, input }: Verb<BodyOf<typeof operation>>): Promise<{ results: Results }> {
  requirePermission(ctx, "customer.edit");
  const visible = await visibleTags(ctx);
  const customers = await findCustomers({ ctx, input: [...new Set(input.suggestions.map(({ customer }) => String(customer)))] });
  const read = input.suggestions.map((asked, index) => readSuggestion(ctx, visible, customers, asked, index));
  const wanted = read.filter((one) => "tag" in one);
  const held = await tagsOfCustomers(
    ctx,
    [...new Set(wanted.map(({ customer }) => customer))],
    [...new Set(wanted.map(({ tag }) => tag.id))],
  );
  const has = new Set(held.map(({ customer, tag }) => `${tag}/${customer}`));
  const last = new Map(wanted.map((one) => [placeOf(one), one]));
  const missing = [...last.values()].filter((one) => !has.has(placeOf(one)));
  const outcomes = await decidingAlone(ctx, () =>
    ctx.records.transaction().execute(async (tx) => {
      const stored = await store(tx, ctx, missing);
      const suggested = [...stored.values()].filter((outcome) => outcome === "suggested").length;
      if (suggested > 0)
        await audit(tx, ctx, "suggestion.make", { suggested, tags: [...new Set(missing.map(({ tag }) => tag.code))].toSorted() });
      return stored;
    }),
  );
  return {
    results: read.map((one) =>
      "tag" in one
        ? { index: one.index, outcome: outcomes.get(placeOf(one)) ?? "assigned", customer: one.customer, issues: [] }
        : { index: one.index, outcome: "faulty", customer: null, issues: one.issues },
    ),
  };
}

const placeOf = ({ tag, customer }: Pick<Wanted, "tag" | "customer">) => `${tag.id}/${customer}`;

function readSuggestion(
  ctx: Ctx,
  visible: VisibleTags,
  customers: ReadonlyMap<string, number>,
  asked: AskedSuggestion,
  index: number,
): Wanted | { readonly index: number; readonly issues: Issue[] } {
  const issues: Issue[] = [];
  const checked = <T>(path: string, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      issues.push({ code: error.code, path, zh: error.zh, en: error.en });
      return undefined;
    }
  };
  const customer = checked("customer", () => {
    const ref = String(asked.customer);
    const found = customers.get(ref);
    if (found === undefined) throw problem("CUSTOMER_NOT_FOUND", { ref });
    return found;
  });
  const tag = checked("tag", () => {
    const found = findTag(visible, asked.tag);
    if (!tagKind(found.kind).isAssigned) throw problem("TAG_NOT_STATIC", { tag: found.name.zh, kind: found.kind });
    return found;
  });
  const until = checked("openUntil", () => (asked.openUntil === undefined ? null : endInstantOf(asked.openUntil, ctx)));
  if (customer === undefined || tag === undefined || until === undefined) return { index, issues };
  return {
    index,
    tag,
    customer,
    until,
    confidence: asked.confidence ?? null,
    reason: reasonOf(asked.reason),
    again: asked.again ?? false,
  };
}

type Stored = "suggested" | "open" | "rejected";

/** Under the lock. The later of two suggestions of one tag for one customer brings its evidence to the open one. */
async function store(tx: RecordsTx, ctx: Ctx, wanted: readonly Wanted[]): Promise<ReadonlyMap<string, Stored>> {
  const outcomes = new Map<string, Stored>();
  if (wanted.length === 0) return outcomes;
  const numbers = await numbersOfEach({ records: tx }, [...new Set(wanted.map(({ customer }) => customer))]);
  const rows = await tx
    .selectFrom("suggestions")
    .select(["id", "tag", "customer", "state", "actor", "reason", "open_until"])
    .where("tag", "in", [...new Set(wanted.map(({ tag }) => tag.id))])
    .where("customer", "in", [...numbers.keys()])
    .where("state", "in", ["open", "rejected"])
    .orderBy("id")
    .execute();
  const byPlace = Map.groupBy(rows, ({ tag, customer }) => `${tag}/${numbers.get(Number(customer))}`);
  const made: ReturnType<typeof rowOf>[] = [];
  for (const one of wanted) {
    const before = byPlace.get(placeOf(one)) ?? [];
    const isRejected = before.some((row) => row.state === "rejected" && row.actor === ctx.actor.id && row.reason === one.reason);
    const open = before.find(({ state }) => state === "open");
    outcomes.set(placeOf(one), isRejected && !one.again ? "rejected" : open && !isPast(ctx, open) ? "open" : "suggested");
    if (isRejected && !one.again) continue;
    const { customer, ...evidence } = rowOf(ctx, one);
    if (open) await tx.updateTable("suggestions").set(evidence).where("id", "=", open.id).execute();
    else made.push({ customer, ...evidence });
  }
  if (made.length > 0) await tx.insertInto("suggestions").values(made).execute();
  return outcomes;
}

function rowOf(ctx: Ctx, { tag, customer, confidence, reason, until }: Wanted) {
  return {
    tag: tag.id,
    customer,
    source: ctx.actor.kind === "key" ? ("program" as const) : ("person" as const),
    actor: ctx.actor.id,
    actor_name: ctx.actor.name,
    confidence,
    reason,
    created_at: new Date(ctx.clock()),
    open_until: until === null ? null : new Date(until),
    state: "open" as const,
  };
}
