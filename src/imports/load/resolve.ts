import { literal, sql, type Sql } from "../../engine/index.ts";
import { resolveStaged } from "../../identity/index.ts";
import { problem } from "../../kernel/index.ts";
import type { ImportPlan } from "../plan/importPlan.ts";
import { GOOD, type MappedRows } from "./mapRows.ts";
import type { Work } from "./work.ts";

export interface Customers {
  /** Table of identities → customer. The caller drops it. */
  readonly map: string;
  /** `JOIN` clause that gives each mapped row `r` its customer as `m.customer`. */
  readonly join: Sql;
  readonly created: number;
  readonly attached: number;
  readonly conflicts: number;
}

/** Finds the customers of the good rows and creates customers for new identities. Only distinct identities are resolved. */
export async function resolveCustomers({ ctx, batch, received, run, table }: Work, rows: MappedRows, plan: ImportPlan): Promise<Customers> {
  const keys = table("keys");
  const columns = plan.identities.map(({ column }) => sql.id(column));
  await ctx.facts.run(
    sql`CREATE TABLE ${sql.id(keys)} (${sql.join(columns.map((column) => sql`${column} String`))}) ENGINE = MergeTree ORDER BY tuple()`,
    run,
  );
  await ctx.facts.run(
    sql`
      INSERT INTO ${sql.id(keys)}
      SELECT DISTINCT ${sql.join(columns)}
      FROM ${sql.id(rows.table)}
      WHERE ${GOOD}
    `,
    run,
  );
  const resolved = await resolveStaged({
    ctx,
    input: {
      table: keys,
      columns: plan.identities.map(({ platform, column }) => ({ platform, column })),
      normal: true,
      at: received,
      batch,
    },
  });
  const pairs = resolved.keys.map(({ column }, index) => sql`r.${columns[index]!} = m.${literal.name(column)}`);
  return {
    map: resolved.map,
    join: sql`INNER JOIN ${sql.id(resolved.map)} AS m ON ${sql.join(pairs, " AND ")}`,
    created: resolved.created,
    attached: resolved.attached,
    conflicts: resolved.conflicts,
  };
}

/**
 * Checks that the customers of the rows just written still exist. An import undone at the same moment may have removed them.
 * @throws BATCH_UNDECIDED
 */
export async function assertMappedThere({ ctx, run }: Work, { map }: Customers): Promise<void> {
  const [row] = await ctx.facts.rows<{ gone: string }>(
    sql`
      SELECT count() AS gone
      FROM ${sql.id(map)}
      WHERE customer NOT IN (SELECT customer FROM customers)
    `,
    run,
  );
  if (row!.gone !== "0") throw problem("BATCH_UNDECIDED", {});
}
