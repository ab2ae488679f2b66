import { ensureFields, readCatalogue, type FieldType } from "../../catalogue/index.ts";
import { literal } from "../../engine/index.ts";
import { serially } from "../../identity/index.ts";
import type { Plan, Target } from "../plan/plan.ts";
import { attach } from "./attach.ts";
import { GOOD, stamp, type MappedRows } from "./mapRows.ts";
import { personalTargets } from "./personal.ts";
import type { Customers } from "./resolve.ts";
import type { Work } from "./work.ts";

const COLUMN: Record<FieldType, string> = { text: "text", number: "number", boolean: "flag", date: "date", time: "time", list: "list" };

/** Attributes of one type, which share a column of the store: they are loaded together. */
interface Group {
  readonly type: FieldType;
  readonly kind: string;
  readonly targets: readonly Target[];
}

/**
 * Adds what the good rows say about their customers, as of each row's time (or now): only where it differs from what held before,
 * so the same file twice adds nothing. Of several rows of a customer at one instant the last in the file counts.
 */
export async function loadAttributes(work: Work, plan: Plan, rows: MappedRows, customers: Customers): Promise<number> {
  const { ctx, run } = work;
  if (plan.attributes.length === 0) return 0;
  const catalogue = await readCatalogue({ ctx });
  const fresh = plan.attributes.filter(({ code }) => !catalogue.attributes.has(code));
  const personal = (await personalTargets(work, rows, fresh)).map(({ code }) => code);
  const attributes = Object.fromEntries(plan.attributes.map(({ code, type }) => [code, type]));
  await ensureFields({ ctx, input: { attributes, personal: { attributes: personal } } });
  const stage = work.table("attributes");
  await ctx.facts.run(`CREATE TABLE ${stage} AS attribute_values`, run);
  const groups = Object.entries(Object.groupBy(plan.attributes, ({ type }) => type));
  return serially(ctx.facts, "attributes", async () => {
    for (const [type, targets] of groups)
      await stageGroup(work, stage, { type: type as FieldType, kind: targets[0]!.kind, targets }, plan, rows, customers);
    const [row] = await ctx.facts.rows<{ count: string }>(`SELECT count() AS count FROM ${stage}`, run);
    if (row!.count !== "0") await attach(work, stage, "attribute_values");
    return Number(row!.count);
  });
}

async function stageGroup(work: Work, stage: string, group: Group, plan: Plan, rows: MappedRows, customers: Customers): Promise<void> {
  const { ctx, run } = work;
  const changes = work.table(`changes_${group.type}`);
  await ctx.facts.run(
    `CREATE TABLE ${changes} (attribute LowCardinality(String), customer UInt32, origin UInt32, at DateTime64(3, 'UTC'), value ${group.kind}, verdict UInt8)
    ENGINE = MergeTree ORDER BY (attribute, customer)`,
    run,
  );
  const said = saidIn(work, group, plan, rows, customers);
  await ctx.facts.run(`INSERT INTO ${changes} ${verdicts(group, said, customers)}`, run);
  const into = `INSERT INTO ${stage} (attribute, customer, origin, at, received, batch, ${COLUMN[group.type]}, cleared)
    SELECT attribute, customer, origin, at, ${stamp(work)}, value, false FROM`;
  await ctx.facts.run(`${into} ${changes} WHERE verdict = ${ADD}`, run);
  const [row] = await ctx.facts.rows<{ count: string }>(`SELECT count() AS count FROM ${changes} WHERE verdict = ${HISTORY}`, run);
  const who = `SELECT attribute, customer FROM ${changes} WHERE verdict = ${HISTORY}`;
  if (row!.count !== "0") await ctx.facts.run(`${into} (${historyOf(group, said, who)})`, run);
}

function codes({ targets }: Group): string {
  return literal.texts(targets.map(({ code }) => code));
}

/** What the good rows say: a subquery of (attribute, customer, origin, at, value, _row). */
function saidIn({ received }: Work, group: Group, plan: Plan, rows: MappedRows, customers: Customers): string {
  const at = plan.time ? "r.time" : literal.instant(received);
  const values = group.targets.map(({ column }) => `r.${column}`).join(", ");
  const present = group.type === "list" ? "notEmpty(value)" : "isNotNull(value)";
  return `(SELECT attribute, customer, origin, at, value, _row FROM (
      SELECT m.customer AS customer, m.origin AS origin, ${at} AS at, r._row AS _row, [${values}] AS said FROM ${rows.table} AS r ${customers.join} WHERE r.${GOOD}
    ) ARRAY JOIN ${codes(group)} AS attribute, said AS value WHERE ${present})`;
}

const NOTHING = 0;
const ADD = 1;
const HISTORY = 2;

/**
 * Most customers say one thing all along, and nothing later is known: then it is new, or it is not. Only where a file contradicts
 * itself or reaches back behind what is known does the whole history have to be laid out.
 */
function verdicts(group: Group, said: string, customers: Customers): string {
  const { type } = group;
  return `SELECT n.attribute, n.customer, n.origin, n.first, n.low, multiIf(n.low != n.high, ${HISTORY}, e.rows = 0, ${ADD}, e.last > n.first, ${HISTORY},
      e.emptied OR ${type === "list" ? "e.held != n.low" : "ifNull(e.held != n.low, 1)"}, ${ADD}, ${NOTHING})
    FROM (
      SELECT attribute, customer, argMin(origin, (at, _row)) AS origin, min(at) AS first, min(value) AS low, max(value) AS high FROM ${said} GROUP BY attribute, customer
    ) AS n
    LEFT JOIN (
      SELECT attribute, customer, count() AS rows, max(at) AS last, argMax(tuple(${COLUMN[type]}), (at, received)).1 AS held,
        argMax(cleared, (at, received)) AS emptied
      FROM attribute_values WHERE attribute IN ${codes(group)} AND customer IN (SELECT customer FROM ${customers.map})
      GROUP BY attribute, customer
    ) AS e ON n.attribute = e.attribute AND n.customer = e.customer`;
}

/** The new rows of some customers' histories: known and new values in one line, and of the new ones those that change something. */
function historyOf(group: Group, said: string, who: string): string {
  const { type, kind } = group;
  const fresh = `SELECT attribute, customer, at, argMax(origin, _row) AS origin, argMax(tuple(value), _row).1 AS value, 1 AS fresh, false AS emptied
    FROM ${said} WHERE (attribute, customer) IN (${who}) GROUP BY attribute, customer, at`;
  const known = `SELECT attribute, customer, at, toUInt32(0) AS origin, argMax(tuple(${COLUMN[type]}), received).1 AS value, 0 AS fresh, argMax(cleared, received) AS emptied
    FROM attribute_values WHERE attribute IN ${codes(group)} AND (attribute, customer) IN (${who}) GROUP BY attribute, customer, at`;
  // At one instant what is stored comes before what is new.
  return `SELECT attribute, customer, origin, at, value FROM (
      SELECT attribute, customer, origin, at, fresh, CAST(value AS ${kind}) AS value, row_number() OVER w AS place,
        lagInFrame(CAST(value AS ${kind})) OVER w AS held, lagInFrame(emptied) OVER w AS gone
      FROM (${fresh} UNION ALL ${known})
      WINDOW w AS (PARTITION BY attribute, customer ORDER BY at, fresh ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    ) WHERE fresh = 1 AND (place = 1 OR gone OR ${type === "list" ? "value != held" : "ifNull(value != held, 1)"})`;
}
