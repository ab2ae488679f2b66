import { addDuration, type Decimal, type Instant } from "../../../kernel/index.ts";
import type { CustomerFacts } from "../../interpret/facts.ts";
import type { Cycle, Moment } from "../../interpret/values.ts";
import type { CycleLeaf, CycleMeasure } from "../../language/ast.ts";
import { elementsOf, matches } from "../event/interpret.ts";
import { isDue } from "../../interpret/due.ts";
import { LONGEST_INTERVAL } from "./plan.ts";

export function interpretCycle(leaf: CycleLeaf, self: CustomerFacts, everybody: readonly CustomerFacts[], moment: Moment): boolean {
  return cyclesOf(leaf, self, everybody, moment).some((cycle) =>
    isDue(cycle, addDuration(moment.asOf, leaf.dueWithin, moment.timezone), moment),
  );
}

/** What one customer buys again and again, with the interval to the next purchase; plan.ts has the definition. */
function cyclesOf(measure: CycleMeasure, self: CustomerFacts, everybody: readonly CustomerFacts[], moment: Moment): Cycle[] {
  const own = purchasesOf(measure, self, moment);
  return [...own].flatMap(([value, purchases]) => {
    const times = [...purchases.keys()].toSorted((a, b) => a - b);
    const intervals = times.length - 1;
    const isOwn = intervals >= measure.minimumIntervals;
    const unit = isOwn ? unitOf(measure, purchases) : medianOf(measure, value, everybody, moment);
    if (unit === undefined) return [];
    const last = times.at(-1)!;
    const length = measure.quantity === null ? unit : (unit * purchases.get(last)!) / 1_000_000n;
    return [{ value, intervals, last, interval: Number(length > BigInt(LONGEST_INTERVAL) ? LONGEST_INTERVAL : length), own: isOwn }];
  });
}

/** Instants of purchases of each value, with the quantity bought at each. */
type Purchases = ReadonlyMap<Instant, Decimal>;

function purchasesOf(
  { event, where, by, quantity }: CycleMeasure,
  facts: CustomerFacts,
  moment: Moment,
): Map<string, Map<Instant, Decimal>> {
  const found = new Map<string, Map<Instant, Decimal>>();
  const add = (value: unknown, time: Instant, bought: unknown) => {
    const amount = quantity === null ? 1_000_000n : (bought as Decimal | undefined);
    if (typeof value !== "string" || amount === undefined || amount <= 0n) return;
    const times = found.get(value) ?? new Map<Instant, Decimal>();
    found.set(value, times.set(time, (times.get(time) ?? 0n) + amount));
  };
  for (const one of facts.events) {
    if (one.event !== event || one.time > moment.asOf || !matches(one, where, moment)) continue;
    const values = one.properties[by];
    const amounts = quantity === null ? undefined : one.properties[quantity];
    if (!by.includes("[]")) {
      add(values, one.time, amounts);
      continue;
    }
    const fits = elementsOf(one, by.slice(0, by.indexOf("[]")), where, moment);
    for (const [index, value] of ((values ?? []) as readonly unknown[]).entries())
      if (fits[index]) add(value, one.time, (amounts as readonly unknown[] | undefined)?.[index]);
  }
  return found;
}

/** The interval of one unit over all purchases except the last, which is not used up yet. */
function unitOf({ quantity }: CycleMeasure, purchases: Purchases): bigint {
  const times = [...purchases.keys()].toSorted((a, b) => a - b);
  const span = BigInt(times.at(-1)! - times[0]!);
  if (quantity === null) return span / BigInt(times.length - 1);
  const used = times.slice(0, -1).reduce((sum, time) => sum + purchases.get(time)!, 0n);
  return (span * 1_000_000n) / used;
}

function medianOf(measure: CycleMeasure, value: string, everybody: readonly CustomerFacts[], moment: Moment): bigint | undefined {
  const units = everybody
    .map((facts) => purchasesOf(measure, facts, moment).get(value))
    .filter((purchases) => purchases !== undefined && purchases.size - 1 >= measure.minimumIntervals)
    .map((purchases) => unitOf(measure, purchases!))
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return units[Math.floor((units.length - 1) / 2)];
}
