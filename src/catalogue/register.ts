import { sql as recordsSql } from "kysely";
import { LOCKS, raiseVersion, type Ctx, type RecordsTx, sql } from "../engine/index.ts";
import { problem, type Text } from "../kernel/index.ts";
import { COLUMNS_LOCK } from "./fieldFor.ts";
import { addColumns, columnType, freeField, type Field } from "./fields.ts";
import type { FieldType, Sensitivity } from "./types.ts";

export interface NewAttribute {
  readonly code: string;
  readonly name: Text;
  readonly type: FieldType;
  readonly sensitivity: Sensitivity;
}

export interface NewEvent {
  readonly code: string;
  readonly name: Text;
  readonly labelled: boolean;
  readonly properties: readonly {
    readonly code: string;
    readonly name: Text;
    readonly type: FieldType;
    readonly sensitivity: Sensitivity;
  }[];
}

/** Each column of the table makes every insert slower. Above this number a mapping has probably turned values into columns. */
export const MAX_FIELDS = 2_000;
/** The whole catalogue is read at once, and people choose from it in lists. */
const MAX_NAMES = 5_000;

/** The key of an advisory lock. PostgreSQL holds it until the transaction ends. */
const CATALOGUE_LOCK = 1_952_540_531;

/**
 * Adds new entries; existing ones keep their type and label. Columns are added to the fact store before the records commit, so nobody reads
 * a field without a column. After a crash an unused column remains; the next registration of the property uses it.
 * @throws CATALOGUE_FULL
 */
export async function register(
  ctx: Pick<Ctx, "records" | "facts" | "caches">,
  wanted: { readonly attributes: readonly NewAttribute[]; readonly events: readonly NewEvent[] },
): Promise<void> {
  const work = () => registerNow(ctx, wanted);
  await (ctx.caches.get(LOCKS)?.hold(COLUMNS_LOCK, work) ?? work());
}

async function registerNow(ctx: Pick<Ctx, "records" | "facts">, wanted: Parameters<typeof register>[1]): Promise<void> {
  await ctx.records.transaction().execute(async (tx) => {
    await recordsSql`select pg_advisory_xact_lock(${recordsSql.lit(CATALOGUE_LOCK)})`.execute(tx);
    const changed = [
      await addAttributes(tx, wanted.attributes),
      await addEvents(tx, wanted.events),
      await addProperties(ctx, tx, wanted.events),
    ];
    if (changed.includes(true)) await raiseVersion(tx, "catalogue");
  });
}

async function addAttributes(tx: RecordsTx, attributes: readonly NewAttribute[]): Promise<boolean> {
  if (attributes.length === 0) return false;
  await requireRoom(tx, "attributes", attributes);
  const added = await tx
    .insertInto("attributes")
    .values(attributes.map(({ code, name, type, sensitivity }) => ({ code, name: JSON.stringify(name), type, sensitivity })))
    .onConflict((conflict) => conflict.column("code").doNothing())
    .returning("code")
    .execute();
  return added.length > 0;
}

async function addEvents(tx: RecordsTx, events: readonly NewEvent[]): Promise<boolean> {
  if (events.length === 0) return false;
  await requireRoom(tx, "event_types", events);
  const added = await tx
    .insertInto("event_types")
    .values(events.map(({ code, name, labelled }) => ({ code, name: JSON.stringify(name), labelled })))
    .onConflict((conflict) => conflict.column("code").doNothing())
    .returning("code")
    .execute();
  return added.length > 0;
}

/** @throws CATALOGUE_FULL when there would be too many entries */
async function requireRoom(
  tx: RecordsTx,
  table: "attributes" | "event_types",
  entries: readonly { readonly code: string }[],
): Promise<void> {
  const codes = new Set((await tx.selectFrom(table).select("code").execute()).map(({ code }) => code));
  const added = entries.filter(({ code }) => !codes.has(code));
  if (added.length > 0 && codes.size + added.length > MAX_NAMES)
    throw problem("CATALOGUE_FULL", { limit: MAX_NAMES, event: added[0]!.code, property: added.at(-1)!.code });
}

async function addProperties({ facts }: Pick<Ctx, "facts">, tx: RecordsTx, events: readonly NewEvent[]): Promise<boolean> {
  const stored = await tx.selectFrom("properties").select(["event", "code"]).execute();
  const have = new Set(stored.map(({ event, code }) => `${event}\n${code}`));
  const added = events.flatMap(({ code: event, properties }) =>
    properties.filter(({ code }) => !have.has(`${event}\n${code}`)).map((property) => ({ event, ...property })),
  );
  if (added.length === 0) return false;

  const fields = await tx.selectFrom("fields").selectAll().execute();
  const fieldOf = new Map(fields.map(({ field, property, type }) => [`${type}\n${property}`, field]));
  const used = new Set(fields.map(({ field }) => field));
  const columns = new Map(
    (
      await facts.rows<{ name: string; type: string }>(
        sql`
          SELECT name, type
          FROM system.columns
          WHERE database = currentDatabase() AND table = 'events'
          ORDER BY position
        `,
      )
    ).map(({ name, type }) => [name, type]),
  );
  const allocated: Field[] = [];
  for (const { code, type } of added) {
    if (fieldOf.has(`${type}\n${code}`)) continue;
    const kind = columnType(code, type);
    const field = freeField(code, { has: (name) => used.has(name) || (columns.get(name) ?? kind) !== kind });
    used.add(field);
    fieldOf.set(`${type}\n${code}`, field);
    allocated.push({ field, property: code, type });
  }
  if (used.size > MAX_FIELDS)
    throw problem("CATALOGUE_FULL", { limit: MAX_FIELDS, event: added[0]!.event, property: allocated.at(-1)!.property });

  if (allocated.length > 0) {
    await facts.run(addColumns(allocated));
    await tx.insertInto("fields").values(allocated).execute();
  }
  await tx
    .insertInto("properties")
    .values(
      added.map(({ event, code, name, type, sensitivity }) => ({
        event,
        code,
        name: JSON.stringify(name),
        type,
        sensitivity,
        field: fieldOf.get(`${type}\n${code}`)!,
      })),
    )
    .execute();
  return true;
}
