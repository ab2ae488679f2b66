import { literal, type Ctx, sql } from "../engine/index.ts";
import { columnOf, columnsSql, type Aggregate, type Columns, type Pass, type Plan, type Seen, type SqlScope } from "../rules/index.ts";

/** The columns of every pass for one customer, as values; a column without a row in its source is 0 for counts and sums, missing otherwise. */
export async function columnsOfCustomer(ctx: Ctx, plan: Plan, scope: SqlScope, customer: number): Promise<Columns> {
  const values = new Map<string, Seen | undefined>();
  const rows = await Promise.all(
    plan.passes.map((pass) =>
      ctx.facts.rows<Record<string, unknown>>(columnsSql(pass, scope, { kind: "set", sql: sql`(${literal.integer(customer)})` })),
    ),
  );
  for (const [index, pass] of plan.passes.entries()) {
    const row = rows[index]![0];
    for (const { id, aggregate } of pass.measures)
      values.set(id, row ? readOf(row[id], aggregate, pass.source, scope) : columnOf(aggregate).overNothing);
  }
  return (id) => values.get(id);
}

function readOf(raw: unknown, aggregate: Aggregate, source: Pass["source"], scope: SqlScope): Seen | undefined {
  if (raw === null || raw === undefined) return undefined;
  const event = source.kind === "event" || source.kind === "ranked" ? scope.catalogue.events.get(source.event) : undefined;
  const property = "property" in aggregate ? event?.properties.get(aggregate.property) : undefined;
  return columnOf(aggregate).read(raw, aggregate, property?.type ?? "number");
}
