import { sql } from "kysely";
import { LOCKS, raiseVersion, type Ctx, type RecordsTx } from "../engine/index.ts";
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

/** Columns of one table cost every insert something; past this a mapping that makes columns of values is the likelier reading. */
export const MAX_FIELDS = 2_000;
/** Everything of the catalogue is read whole, and people choose from it. */
const MAX_NAMES = 5_000;

/** A number of this program's own; PostgreSQL holds the lock until the transaction ends. */
const CATALOGUE_LOCK = 1_952_540_531;

/**
 * Adds what is not yet known; what is known keeps its type and its label. Columns are made in the fact store before the
 * records are committed, so nobody ever reads of a field that is not there; what a crash leaves is a column without a field,
 * which the next registration of the same property takes over.
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
    await sql`select pg_advisory_xact_lock(${sql.lit(CATALOGUE_LOCK)})`.execute(tx);
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

/** @throws CATALOGUE_FULL when those of them that are new would be too many */
async function requireRoom(
  tx: RecordsTx,
  table: "attributes" | "event_types",
  entries: readonly { readonly code: string }[],
): Promise<void> {
  const codes = new Set((await tx.selectFrom(table).select("code").execute()).map(({ code }) => code));
  const fresh = entries.filter(({ code }) => !codes.has(code));
  if (fresh.length > 0 && codes.size + fresh.length > MAX_NAMES)
    throw problem("CATALOGUE_FULL", { limit: MAX_NAMES, event: fresh[0]!.code, property: fresh.at(-1)!.code });
}

async function addProperties({ facts }: Pick<Ctx, "facts">, tx: RecordsTx, events: readonly NewEvent[]): Promise<boolean> {
  const known = await tx.selectFrom("properties").select(["event", "code"]).execute();
  const have = new Set(known.map(({ event, code }) => `${event}\n${code}`));
  const fresh = events.flatMap(({ code: event, properties }) =>
    properties.filter(({ code }) => !have.has(`${event}\n${code}`)).map((property) => ({ event, ...property })),
  );
  if (fresh.length === 0) return false;

  const fields = await tx.selectFrom("fields").selectAll().execute();
  const fieldOf = new Map(fields.map(({ field, property, type }) => [`${type}\n${property}`, field]));
  const used = new Set(fields.map(({ field }) => field));
  const columns = new Map(
    (
      await facts.rows<{ name: string; type: string }>(
        "SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = 'events' ORDER BY position",
      )
    ).map(({ name, type }) => [name, type]),
  );
  const allocated: Field[] = [];
  for (const { code, type } of fresh) {
    if (fieldOf.has(`${type}\n${code}`)) continue;
    const kind = columnType(code, type);
    const field = freeField(code, { has: (name) => used.has(name) || (columns.get(name) ?? kind) !== kind });
    used.add(field);
    fieldOf.set(`${type}\n${code}`, field);
    allocated.push({ field, property: code, type });
  }
  if (used.size > MAX_FIELDS)
    throw problem("CATALOGUE_FULL", { limit: MAX_FIELDS, event: fresh[0]!.event, property: allocated.at(-1)!.property });

  if (allocated.length > 0) {
    await facts.run(addColumns(allocated));
    await tx.insertInto("fields").values(allocated).execute();
  }
  await tx
    .insertInto("properties")
    .values(
      fresh.map(({ event, code, name, type, sensitivity }) => ({
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
