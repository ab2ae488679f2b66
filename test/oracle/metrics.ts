import type { Ctx } from "../../src/engine/index.ts";
import { formatDecimal, formatInstant, type Instant } from "../../src/kernel/index.ts";
import { metricValue, metricsOf, shownAmount } from "../../src/membership/index.ts";
import { interpretTags, type CustomerFacts, type TagRule } from "../../src/rules/index.ts";
import { TIMEZONE } from "./world.ts";

/** A metric of every customer, in their order, as the interpreter says it. */
export function metricByOracle(metric: TagRule, population: readonly CustomerFacts[], asOf: Instant): (string | null)[] {
  const answers = interpretTags(new Map([["metric", metric]]), population, { asOf, timezone: TIMEZONE });
  return answers.map((own) => {
    const answer = own.get("metric")!;
    return typeof answer === "bigint"
      ? shownAmount(metric, formatDecimal(answer))
      : typeof answer === "number"
        ? formatInstant(answer)
        : null;
  });
}

/** The same as what is stored is read. Customers are numbered from 1. */
export async function metricAsRead(ctx: Ctx, tag: number, metric: TagRule, customers: number, until: Instant): Promise<(string | null)[]> {
  const numbers = Array.from({ length: customers }, (_, index) => index + 1);
  const rows = (await metricsOf(ctx, numbers)).filter((row) => row.tag === tag);
  return numbers.map((customer) =>
    metricValue(
      rows.find((row) => row.customer === customer),
      metric,
      until,
    ),
  );
}
