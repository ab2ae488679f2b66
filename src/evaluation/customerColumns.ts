import { instantOfFacts, literal, type Ctx } from "../engine/index.ts";
import { decimalOf, parseSum } from "../kernel/index.ts";
import { columnsSql, type Aggregate, type Columns, type Plan, type Seen, type SqlScope } from "../rules/index.ts";

/** The columns of every pass for one customer, as values; a column without a row in its source is 0 for counts and sums, missing otherwise. */
export async function columnsOfCustomer(ctx: Ctx, plan: Plan, scope: SqlScope, customer: number): Promise<Columns> {
  const values = new Map<string, Seen | undefined>();
  const rows = await Promise.all(
    plan.passes.map((pass) =>
      ctx.facts.rows<Record<string, unknown>>(columnsSql(pass, scope, { kind: "set", sql: `(${literal.integer(customer)})` })),
    ),
  );
  for (const [index, pass] of plan.passes.entries()) {
    const row = rows[index]![0];
    for (const { id, aggregate } of pass.measures)
      values.set(
        id,
        row
          ? seen(
              row[id],
              aggregate,
              pass.source.kind === "event" || pass.source.kind === "ranked" ? propertyType(pass.source.event, aggregate, scope) : "text",
            )
          : nothing(aggregate),
      );
  }
  return (id) => values.get(id);
}

function propertyType(event: string, aggregate: Aggregate, scope: SqlScope): string {
  return aggregate.kind === "minimum" || aggregate.kind === "maximum"
    ? (scope.catalogue.events.get(event)?.properties.get(aggregate.property)?.type ?? "number")
    : "number";
}

function nothing(aggregate: Aggregate): Seen | undefined {
  switch (aggregate.kind) {
    case "count":
    case "known":
    case "sum":
    case "distinct":
    case "days":
    case "rank":
    case "ranked":
      return 0n;
    case "minimum":
    case "maximum":
    case "firstTime":
    case "lastTime":
    case "latest":
    case "entered":
    case "cycles":
    case "times":
    case "first":
    case "last":
    case "mostFrequent":
      return undefined;
  }
}

function seen(raw: unknown, aggregate: Aggregate, type: string): Seen | undefined {
  if (raw === null || raw === undefined) return undefined;
  switch (aggregate.kind) {
    case "count":
    case "known":
    case "distinct":
    case "days":
    case "rank":
    case "ranked":
      return decimalOf(BigInt(String(raw)));
    case "sum":
      return parseSum(String(raw));
    case "minimum":
    case "maximum":
      return type === "date" ? String(raw) : type === "time" ? instantOfFacts(String(raw)) : parseSum(String(raw));
    case "firstTime":
    case "lastTime":
    case "entered":
      return instantOfFacts(String(raw));
    case "times":
      return (raw as string[]).map(Number);
    case "cycles":
      return (raw as [string, string, string, string, unknown][]).map(([value, intervals, last, interval, own]) => ({
        value,
        intervals: Number(intervals),
        last: Number(last),
        interval: Number(interval),
        own: own === true || own === 1,
      }));
    case "first":
    case "last":
    case "mostFrequent":
    case "latest":
      return latest(raw, aggregate.type);
  }
}

function latest(raw: unknown, type: Extract<Aggregate, { kind: "latest" }>["type"]): Seen | undefined {
  switch (type) {
    case "text":
    case "date":
      return String(raw);
    case "number":
      return parseSum(String(raw));
    case "boolean":
      return raw === true || raw === 1;
    case "time":
      return instantOfFacts(String(raw));
    case "list":
      return (raw as string[]).length === 0 ? undefined : (raw as string[]);
  }
}
