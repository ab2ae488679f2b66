import { ensureFields, type FieldType } from "../../catalogue/index.ts";
import { literal } from "../../engine/index.ts";
import { serially } from "../../identity/index.ts";
import type { Plan, Target } from "../plan/plan.ts";
import { attach } from "./attach.ts";
import { GOOD, stamp, type MappedRows } from "./mapRows.ts";
import type { Customers } from "./resolve.ts";
import type { Work } from "./work.ts";

const COLUMN: Record<FieldType, string> = { text: "text", number: "number", boolean: "flag", time: "time", list: "list" };

/**
 * Adds what the good rows say about their customers, as of each row's time (or now): only where it differs from what held before,
 * so the same file twice adds nothing. Of several rows of a customer at one instant the last in the file counts.
 */
export async function loadAttributes(work: Work, plan: Plan, rows: MappedRows, customers: Customers): Promise<number> {
  const { ctx, run } = work;
  if (plan.attributes.length === 0) return 0;
  await ensureFields({ ctx, input: { attributes: Object.fromEntries(plan.attributes.map(({ code, type }) => [code, type])) } });
  const stage = work.table("attributes");
  await ctx.facts.run(`CREATE TABLE ${stage} AS attribute_values`, run);
  return serially(ctx.facts, "attributes", async () => {
    for (const target of plan.attributes) await stageAttribute(work, stage, target, plan, rows, customers);
    const [row] = await ctx.facts.rows<{ count: string }>(`SELECT count() AS count FROM ${stage}`, run);
    if (row!.count !== "0") await attach(work, stage, "attribute_values");
    return Number(row!.count);
  });
}

async function stageAttribute(
  work: Work,
  stage: string,
  target: Target,
  plan: Plan,
  rows: MappedRows,
  customers: Customers,
): Promise<void> {
  const { ctx, run, received } = work;
  const { code, column, type, kind } = target;
  const attribute = literal.text(code);
  const at = plan.time ? "r.time" : literal.instant(received);
  const present = type === "list" ? `notEmpty(r.${column})` : `isNotNull(r.${column})`;
  const [existing] = await ctx.facts.rows<{ found: string }>(
    `SELECT count() AS found FROM (SELECT 1 FROM attribute_values WHERE attribute = ${attribute} LIMIT 1)`,
    run,
  );
  const fresh = `SELECT m.customer AS customer, ${at} AS at, argMax(tuple(r.${column}), r._row).1 AS value, 1 AS fresh, false AS cleared
    FROM ${rows.table} AS r ${customers.join} WHERE r.${GOOD} AND ${present} GROUP BY customer, at`;
  const before = `SELECT customer, at, argMax(tuple(${COLUMN[type]}), received).1 AS value, 0 AS fresh, argMax(attribute_values.cleared, received) AS cleared
    FROM attribute_values WHERE attribute = ${attribute} AND customer IN (SELECT customer FROM ${customers.map}) GROUP BY customer, at`;
  // One history out of both, oldest first; at one instant what is stored comes before what is new.
  const history = existing!.found === "0" ? fresh : `${fresh} UNION ALL ${before}`;
  await ctx.facts.run(
    `INSERT INTO ${stage} (attribute, customer, at, received, batch, ${COLUMN[type]}, cleared)
    SELECT ${attribute}, customer, at, ${stamp(work)}, value, false FROM (
      SELECT customer, at, fresh, CAST(value AS ${kind}) AS value, row_number() OVER w AS place,
        lagInFrame(CAST(value AS ${kind})) OVER w AS held, lagInFrame(cleared) OVER w AS emptied
      FROM (${history})
      WINDOW w AS (PARTITION BY customer ORDER BY at, fresh ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    ) WHERE fresh = 1 AND (place = 1 OR emptied OR ${type === "list" ? "value != held" : "ifNull(value != held, 1)"})`,
    run,
  );
}
