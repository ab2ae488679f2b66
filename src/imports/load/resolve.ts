import { textLiteral as literal } from "../../engine/index.ts";
import { resolveStaged } from "../../identity/index.ts";
import { problem } from "../../kernel/index.ts";
import type { ImportPlan } from "../plan/importPlan.ts";
import { GOOD, type MappedRows } from "./mapRows.ts";
import type { Work } from "./work.ts";

export interface Customers {
  /** Table of identities → customer. The caller drops it. */
  readonly map: string;
  /** `JOIN` clause that gives each mapped row `r` its customer as `m.customer`. */
  readonly join: string;
  readonly created: number;
  readonly attached: number;
  readonly conflicts: number;
}

/** Finds the customers of the good rows and creates customers for new identities. Only distinct identities are resolved. */
export async function resolveCustomers({ ctx, batch, received, run, table }: Work, rows: MappedRows, plan: ImportPlan): Promise<Customers> {
  const keys = table("keys");
  const columns = plan.identities.map(({ column }) => column);
  await ctx.facts.run(
    `CREATE TABLE ${keys} (${columns.map((column) => `${column} String`).join(", ")}) ENGINE = MergeTree ORDER BY tuple()`,
    run,
  );
  await ctx.facts.run(`INSERT INTO ${keys} SELECT DISTINCT ${columns.join(", ")} FROM ${rows.table} WHERE ${GOOD}`, run);
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
  const pairs = resolved.keys.map(({ column }, index) => `r.${columns[index]!} = m.${literal.name(column)}`);
  return {
    map: resolved.map,
    join: `INNER JOIN ${resolved.map} AS m ON ${pairs.join(" AND ")}`,
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
    `SELECT count() AS gone FROM ${map} WHERE customer NOT IN (SELECT customer FROM customers)`,
    run,
  );
  if (row!.gone !== "0") throw problem("BATCH_UNDECIDED", {});
}
