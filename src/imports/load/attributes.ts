import { ensureFields, latestSql, presentSql, readCatalogue, STORED_TYPES, type FieldType } from "../../catalogue/index.ts";
import { finishRetype, openBatches } from "../../customers/index.ts";
import { literal, sql, type Sql } from "../../engine/index.ts";
import { serially } from "../../identity/index.ts";
import type { ImportPlan, Target } from "../plan/importPlan.ts";
import { attach } from "./attach.ts";
import { GOOD, stamp, type MappedRows } from "./mapRows.ts";
import { personalTargets } from "./personal.ts";
import type { Customers } from "./resolve.ts";
import type { Work } from "./work.ts";

/** Prefix of consent codes. */
const CONSENT = "consent.";

/** Attributes of one type share a column of the store, so they are loaded together. */
interface Group {
  readonly type: FieldType;
  readonly kind: string;
  readonly targets: readonly Target[];
  /** Batches whose rows may still be removed. */
  readonly open: readonly number[];
}

/**
 * Adds the attribute values that the good rows state. With their own time, each statement is a row, even if it repeats the value before it,
 * because a later import may state something in between. Without a time, a statement counts as of now and is a row only if it changes the
 * value. A stored statement is not added again, so the same file twice adds nothing. Of several rows for one customer and instant, the last
 * one in the file counts.
 */
export async function loadAttributes(work: Work, plan: ImportPlan, rows: MappedRows, customers: Customers): Promise<number> {
  const { ctx, run } = work;
  if (plan.attributes.length === 0) return 0;
  const catalogue = await readCatalogue({ ctx });
  const newAttributes = plan.attributes.filter(({ code }) => !catalogue.attributes.has(code));
  const personal = (await personalTargets(work, rows, newAttributes)).map(({ code }) => code);
  const attributes = Object.fromEntries(plan.attributes.map(({ code, type }) => [code, type]));
  await ensureFields({ ctx, input: { attributes, personal: { attributes: personal } } });
  const stage = work.table("attributes");
  await ctx.facts.run(sql`CREATE TABLE ${sql.id(stage)} AS attribute_values`, run);
  const groups = Object.entries(Object.groupBy(plan.attributes, ({ type }) => type));
  const added = await serially(ctx, "attributes", async () => {
    const open = await openBatches(ctx);
    for (const [type, targets] of groups)
      await stageGroup(work, stage, { type: type as FieldType, kind: targets[0]!.kind, targets, open }, plan, rows, customers);
    const [row] = await ctx.facts.rows<{ count: string }>(sql`SELECT count() AS count FROM ${sql.id(stage)}`, run);
    if (row!.count !== "0") await attach(work, stage, "attribute_values");
    return Number(row!.count);
  });
  // A type may have changed while the file was read. Values of the old type are read again.
  const now = await readCatalogue({ ctx });
  for (const { code, type } of plan.attributes) if (now.attributes.get(code)?.type !== type) await finishRetype(ctx, code);
  return added;
}

async function stageGroup(
  work: Work,
  stage: string,
  group: Group,
  plan: ImportPlan,
  rows: MappedRows,
  customers: Customers,
): Promise<void> {
  const { ctx, run } = work;
  const stated = statedIn(work, group, plan, rows, customers);
  const asOfNow = plan.restates ? stated : changing(work, group, stated, customers);
  const added = plan.time ? await unstated(work, group, stated, rows, customers) : asOfNow;
  await ctx.facts.run(
    sql`
      INSERT INTO ${sql.id(stage)} (attribute, customer, origin, at, received, batch, ${sql.id(STORED_TYPES[group.type].column)}, cleared)
      SELECT attribute, customer, origin, at, ${stamp(work)}, value, false
      FROM (${added})
    `,
    run,
  );
}

function codes({ targets }: Group): Sql {
  return literal.texts(targets.map(({ code }) => code));
}

/** SQL of the statements in the good rows, the last of each instant: (attribute, customer, origin, at, value). */
function statedIn({ received }: Work, group: Group, plan: ImportPlan, rows: MappedRows, customers: Customers): Sql {
  const at = plan.time ? sql`r.time` : literal.instant(received);
  const values = sql.join(group.targets.map(({ column }) => sql`r.${sql.id(column)}`));
  const present = STORED_TYPES[group.type].present(sql`cell`);
  return sql`
    SELECT
      attribute,
      customer,
      at,
      argMax(source, _row) AS origin,
      CAST(argMax(cell, _row) AS ${literal.type(group.kind)}) AS value
    FROM (
      SELECT m.customer AS customer, m.origin AS source, ${at} AS at, r._row AS _row, [${values}] AS cells
      FROM ${sql.id(rows.table)} AS r ${customers.join}
      WHERE r.${GOOD}
    )
    ARRAY JOIN ${codes(group)} AS attribute, cells AS cell
    WHERE ${present}
    GROUP BY attribute, customer, at
  `;
}

/** Stored values of these attributes for the customers of the file, without rows that may still be removed. */
function there(group: Group, customers: Customers, open: readonly number[]): Sql {
  const conditions = sql.and([
    open.length > 0 ? sql`batch NOT IN (${sql.join(open.map(literal.integer))})` : null,
    sql`attribute IN ${codes(group)}`,
    sql`customer IN (SELECT customer FROM ${sql.id(customers.map)})`,
  ]);
  return sql`attribute_values WHERE ${conditions}`;
}

/** Statements with their own time that are not stored yet: no row has the same customer, instant and value. */
async function unstated({ ctx, run }: Work, group: Group, stated: Sql, rows: MappedRows, customers: Customers): Promise<Sql> {
  const { column } = STORED_TYPES[group.type];
  const of = sql`FROM ${sql.id(rows.table)} WHERE ${GOOD}`;
  const span = sql`at >= (SELECT min(time) ${of}) AND at <= (SELECT max(time) ${of})`;
  const stored = sql`${there(group, customers, group.open)} AND ${span}`;
  const [any] = await ctx.facts.rows(sql`SELECT 1 FROM ${stored} LIMIT 1`, run);
  if (any === undefined) return stated;
  // Grouped rather than joined: a group that does not fit into memory is spilled to disk.
  return sql`
    SELECT attribute, customer, any(origin) AS origin, at, value
    FROM (
      SELECT attribute, customer, origin, at, value, true AS fresh
      FROM (${stated})
      UNION ALL
      SELECT attribute, customer, toUInt32(0) AS origin, at, CAST(${sql.id(column)} AS ${literal.type(group.kind)}) AS value, false AS fresh
      FROM ${stored} AND ${presentSql(group.type)}
    )
    GROUP BY attribute, customer, at, value
    HAVING min(fresh)
  `;
}

/**
 * Statements as of now that differ from the current value, and every consent. A withdrawal dated between two files may arrive late; without
 * the repeated consent it would override the customer's latest answer.
 */
function changing({ received }: Work, group: Group, stated: Sql, customers: Customers): Sql {
  const differs = STORED_TYPES[group.type].differs(sql`e.held`, sql`n.value`);
  return sql`
    SELECT n.attribute AS attribute, n.customer AS customer, n.origin AS origin, n.at AS at, n.value AS value
    FROM (${stated}) AS n
    LEFT JOIN (
      SELECT attribute, customer, true AS known, ${latestSql(group.type)} AS held
      FROM ${there(group, customers, group.open)} AND at <= ${literal.instant(received)}
      GROUP BY attribute, customer
    ) AS e ON n.attribute = e.attribute AND n.customer = e.customer
    WHERE NOT e.known OR ${differs} OR startsWith(n.attribute, ${literal.text(CONSENT)})
  `;
}
