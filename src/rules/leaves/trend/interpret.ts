import { decimalOf, type Decimal } from "../../../kernel/index.ts";
import type { CustomerFacts } from "../../interpret/facts.ts";
import { holds } from "../../interpret/predicate.ts";
import type { Moment } from "../../interpret/values.ts";
import type { EventMeasure, TrendLeaf } from "../../language/ast.ts";
import { interpretMeasure } from "../event/interpret.ts";
import { windowsOf } from "./plan.ts";

export function interpretTrend(leaf: TrendLeaf, facts: CustomerFacts, moment: Moment): boolean {
  const { now, then } = windowsOf(leaf);
  const columns: Record<string, Decimal | undefined> = { ...partsOf(now, "now", facts, moment), ...partsOf(then, "then", facts, moment) };
  const fraction = (name: string) => ({ over: name, under: `${name}Known` });
  return holds(
    { kind: "trend", by: leaf.by, now: fraction("now"), then: fraction("then"), is: leaf.is, before: leaf.before },
    moment,
    (id) => columns[id],
  );
}

function partsOf(measured: EventMeasure, name: string, facts: CustomerFacts, moment: Moment): Record<string, Decimal | undefined> {
  const result = interpretMeasure(measured, facts, moment);
  if (result.kind === "deviation") throw new Error("a standard deviation is no fraction");
  if (result.kind === "quotient") return { [name]: result.over, [`${name}Known`]: decimalOf(result.under) };
  return { [name]: result.value as Decimal | undefined, [`${name}Known`]: decimalOf(1) };
}
