import { decimalOf, parseDecimal, type Decimal } from "../../../kernel/index.ts";
import type { CustomerFacts } from "../../interpret/facts.ts";
import type { Moment } from "../../interpret/values.ts";
import type { EventMeasure, RankLeaf } from "../../language/ast.ts";
import { interpretMeasure, knownCount } from "../event/interpret.ts";

/** `ranked`: the facts of all customers whom the leaf's `among` selects. Counts the better ones one by one. */
export function interpretRank(leaf: RankLeaf, self: CustomerFacts, ranked: readonly CustomerFacts[], moment: Moment): boolean {
  if (!ranked.includes(self)) return false;
  const values = ranked.map((facts) => amountOf(leaf.of, facts, moment));
  const own = values[ranked.indexOf(self)];
  if (!own) return false;
  const known = values.filter((value) => value !== undefined);
  const isBetter = ([over, under]: Amount) => {
    const difference = over * own[1] - own[0] * under;
    return leaf.side === "top" ? difference > 0n : difference < 0n;
  };
  const rank = BigInt(1 + known.filter(isBetter).length);
  const limit = parseDecimal(leaf.limit.value)!;
  return leaf.limit.as === "count" ? decimalOf(rank) <= limit : decimalOf(rank) * 100n <= limit * BigInt(known.length);
}

type Amount = readonly [over: Decimal, under: bigint];

/** The measure as a fraction; undefined without a matching event or, for a property, without a value. */
function amountOf(measured: EventMeasure, facts: CustomerFacts, moment: Moment): Amount | undefined {
  if (knownCount(measured, facts, moment) === 0) return undefined;
  const result = interpretMeasure(measured, facts, moment);
  if (result.kind === "deviation") throw new Error("a standard deviation is no fraction");
  return result.kind === "quotient" ? [result.over, result.under] : [result.value as Decimal, 1n];
}
