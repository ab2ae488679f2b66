import { countField, ensureFields, readCatalogue, type FieldType } from "../../catalogue/index.ts";
import { literal, sql } from "../../engine/index.ts";
import { serially } from "../../identity/index.ts";
import type { ImportPlan, Target } from "../plan/importPlan.ts";
import { attach, stageLike } from "./attach.ts";
import { repeatedId } from "./hash.ts";
import { GOOD, membersByList, stamp, type MappedRows } from "./mapRows.ts";
import { personalTargets, unknownProperties } from "./personal.ts";
import type { Customers } from "./resolve.ts";
import { repeats, withoutStored, type Repeats } from "./sameness.ts";
import { countConflicts, rememberStaged, withoutSent } from "./storedIds.ts";
import type { Work } from "./work.ts";

export interface EventsLoaded {
  readonly added: number;
  /** Events that are already stored, or repeat an id within the file. */
  readonly repeated: number;
  /** The batches that stored them, if those are other files or messages. */
  readonly repeats: readonly Repeats[];
  /** Rows whose id is already stored, or appears earlier in the file, with other content. */
  readonly conflicts: number;
}

/** Makes events of the good rows and adds the new ones, all at once. */
export async function loadEvents(
  work: Work,
  plan: ImportPlan,
  rows: MappedRows,
  customers: Customers,
  accepted: number,
): Promise<EventsLoaded> {
  const fields = await registerFields(work, plan, rows);
  const stage = work.table("events");
  await stageEvents(work, stage, plan, rows, customers, fields);
  // Nothing else may add events between the check for stored ones and the write.
  return serially(work.ctx, "events", async () => {
    const unsent = plan.id ? await withoutSent(work, stage, plan.id.sender) : { table: stage, repeats: [] };
    const added = await withoutStored(work, unsent.table);
    const conflicts = plan.id ? await countConflicts(work, rows, plan.id.sender) : 0;
    if (added.rows > 0) await attach(work, added.table, "events");
    if (added.rows > 0 && plan.id) await rememberStaged(work, added.table, rows, plan.id.sender);
    return { added: added.rows, repeated: accepted - added.rows, repeats: [...unsent.repeats, ...added.repeats], conflicts };
  });
}

/** The column of each property. If a file has several kinds of events, each event gets the properties that its own row has. */
async function registerFields(work: Work, plan: ImportPlan, rows: MappedRows): Promise<ReadonlyMap<Target, string>> {
  const { ctx, run } = work;
  const events: Record<string, Record<string, FieldType>> = {};
  if (plan.events.length === 1 || plan.properties.length === 0) {
    for (const event of plan.events) events[event] = Object.fromEntries(plan.properties.map(({ code, type }) => [code, type]));
  } else {
    const has = plan.properties.map(
      ({ column, kind }, index) =>
        sql`max(${kind.startsWith("Array") ? sql`notEmpty(${sql.id(column)})` : sql`isNotNull(${sql.id(column)})`}) AS h${literal.integer(index)}`,
    );
    const found = await ctx.facts.rows<Record<string, string | number>>(
      sql`
        SELECT event, ${sql.join(has)}
        FROM ${sql.id(rows.table)}
        WHERE ${GOOD}
        GROUP BY event
        ORDER BY event
      `,
      run,
    );
    for (const row of found)
      events[String(row["event"])] = Object.fromEntries(
        plan.properties.filter((_, index) => row[`h${index}`] === 1).map(({ code, type }) => [code, type]),
      );
  }
  const newProperties = unknownProperties(await readCatalogue({ ctx }), Object.keys(events), plan.properties);
  const personal = (await personalTargets(work, rows, newProperties)).map(({ code }) => code);
  const ofEvents = Object.fromEntries(Object.keys(events).map((event) => [event, personal]));
  const catalogue = await ensureFields({ ctx, input: { events, personal: { events: ofEvents } } });
  const fields = new Map<Target, string>();
  for (const target of plan.properties) {
    const field = plan.events.map((event) => catalogue.events.get(event)?.properties.get(target.code)?.field).find(Boolean);
    if (field !== undefined) fields.set(target, field);
  }
  return fields;
}

async function stageEvents(
  work: Work,
  stage: string,
  plan: ImportPlan,
  rows: MappedRows,
  customers: Customers,
  fields: ReadonlyMap<Target, string>,
): Promise<void> {
  const { ctx, run } = work;
  const again = await repeats(work, rows);
  const event = plan.event && "constant" in plan.event ? literal.text(plan.event.constant) : sql`r.event`;
  const id = again ? sql`if(a.ordinal > 0, ${repeatedId(sql`r.hash`, sql`a.ordinal`)}, r.hash)` : sql`r.hash`;
  const counts = [...membersByList(plan.properties)].map(([list, [first]]) => ({
    field: countField(list),
    value: sql`length(r.${sql.id(first!.column)})`,
  }));
  const values = [...[...fields].map(([{ column }, field]) => ({ field, value: sql`r.${sql.id(column)}` })), ...counts];
  const columns = ["event", "customer", "origin", "time", "id", "received", "batch", ...values.map(({ field }) => field)];
  const selected = [event, sql`m.customer`, sql`m.origin`, sql`r.time`, id, stamp(work), ...values.map(({ value }) => value)];
  // An id in the file names one event: a second row with the same id is the same event.
  const once = plan.id && again ? sql` AND a.ordinal = 0` : sql.empty;
  const join = again ? sql`LEFT ANY JOIN ${sql.id(again)} AS a ON r._row = a._row` : sql.empty;
  await stageLike(work, stage, "events", columns);
  await ctx.facts.run(
    sql`
      INSERT INTO ${sql.id(stage)} (${sql.join(columns.map(literal.name))})
      SELECT ${sql.join(selected)}
      FROM ${sql.id(rows.table)} AS r ${customers.join} ${join}
      WHERE r.${GOOD}${once}
    `,
    run,
  );
}
