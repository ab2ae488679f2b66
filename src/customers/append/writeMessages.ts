import { ensureFields, readCatalogue, type Catalogue } from "../../catalogue/index.ts";
import { factsInstant, instantOfFacts, type Ctx } from "../../engine/index.ts";
import { type Resolved, resolveNormalised, serially, checkRemoved, removalCount } from "../../identity/index.ts";
import { Problem } from "../../kernel/index.ts";
import { recordConflicts } from "../conflicts/record.ts";
import { recordViolations } from "../dictionary/violations.ts";
import type { WrittenBatch } from "../writtenBatches.ts";
import { attributeRows, personalAttributes, unseenAttributes, type AttributeRow } from "./attributeRows.ts";
import { eventRows, type EventRow, type RowSettings, type ValidEvent } from "./eventRows.ts";
import type { IncomingCustomer } from "./messages.ts";
import { countViolations, type Violations } from "./violations.ts";
import type { StoredMessages } from "./storedForm.ts";
import { assertCustomersExist } from "./assertCustomersExist.ts";
import { rememberEvents } from "./receivedMessages.ts";
import { unknownEvents } from "./unknownEvents.ts";
import { collectUnseen } from "./unseenCodes.ts";
import { lastOfCallers, unstatedAttributes } from "./unstatedAttributes.ts";

/** The result for valid messages; lists are by index of the message. */
export interface Written {
  /** For the customer messages first, then for the events. */
  readonly resolved: Resolved;
  /** How many values each customer message has, and how many of them were new. */
  readonly values: Uint32Array;
  readonly valuesAdded: Uint32Array;
  /** 1 when the event was new. */
  readonly eventsAdded: Uint8Array;
  /** Indexes of events whose id is stored with other content: they go to the list of conflicts. */
  readonly conflicts: ReadonlySet<number>;
  readonly violations: Violations;
  /** The rows that were written; null when there may be others in the batch. */
  readonly rows: WrittenBatch | null;
}

/**
 * Writes valid messages as rows of an open batch. They are durable when the promise resolves. Values and events that are stored already are
 * left out. Several calls may run at once. A failure may leave rows of the batch, so the caller undoes the batch. `callers` gives the
 * caller of each customer message.
 * @throws CATALOGUE_FULL
 */
export async function writeMessages(
  ctx: Ctx,
  { customers, events, callers }: StoredMessages & { readonly callers?: ArrayLike<number> },
  batch: number,
): Promise<Written> {
  const now = ctx.clock();
  const stamp = { timezone: ctx.workspace.timezone, received: factsInstant(now), batch };
  const registered = await ensureAttributes(ctx, customers);
  const { rows, violations } = await typedRows(ctx, registered, events, stamp);

  const keys = [...customers.map((customer) => customer.identities), ...events.map((event) => event.identities)];
  const before = await removalCount(ctx);
  const resolved = await resolveNormalised(ctx, { keys, at: now, batch });
  for (const [index, row] of rows.entries()) {
    row.customer = resolved.customers[customers.length + index]!;
    row.origin = resolved.origins[customers.length + index]!;
  }

  const writeValues = async () => {
    // Read again inside the queue: a type may have changed since, and rows must have the present type.
    const latest = await readCatalogue({ ctx });
    const values = attributeRows(customers, resolved, { ...stamp, catalogue: latest }, violations);
    const unstated = await unstatedAttributes(
      ctx,
      lastOfCallers(values, callers).map(({ row }) => row),
      { firstNew: resolved.firstNew, catalogue: latest },
    );
    if (unstated.length > 0) await ctx.facts.insert("attribute_values", unstated, { batch });
    return { values, newValues: new Set(unstated) };
  };
  // Without customer messages there is nothing to wait for: between processes a queue is four questions to the records.
  const { values, newValues } =
    customers.length > 0 ? await serially(ctx, "attributes", writeValues) : { values: [], newValues: new Set<AttributeRow>() };
  const { newEvents, conflicts } = await serially(ctx, "events", async () => {
    const written = rows.map((row, index) => ({ row, event: events[index]! }));
    const { added, conflicts } = await unknownEvents(ctx, written, resolved.firstNew);
    // Both writes run at once. Both must have ended before this goes on: an undo could otherwise miss rows that arrive after it.
    const ends = await Promise.allSettled([
      insertEvents(
        ctx,
        added.map(({ row }) => row),
        batch,
      ),
      rememberEvents(ctx, added, batch),
    ]);
    const failed = ends.find((end) => end.status === "rejected");
    if (failed) throw failed.reason;
    return { newEvents: new Set(added.map(({ row }) => row)), conflicts };
  });

  // Checked after the rows are written: whoever removes customers later sees these rows.
  await checkRemoved(ctx, before, () => assertCustomersExist(ctx, resolved.customers));
  await recordConflicts(
    ctx,
    batch,
    conflicts.map((index) => ({ event: events[index]!, customer: rows[index]!.customer })),
  );
  await recordViolations(ctx, violations.list());
  const counts = { values: new Uint32Array(customers.length), valuesAdded: new Uint32Array(customers.length) };
  for (const { row, message } of values) {
    counts.values[message]!++;
    if (newValues.has(row)) counts.valuesAdded[message]!++;
  }
  const eventsAdded = Uint8Array.from(rows, (row) => (newEvents.has(row) ? 1 : 0));
  const written = writtenRows(resolved, newEvents, newValues);
  return { resolved, ...counts, eventsAdded, conflicts: new Set(conflicts), violations, rows: written };
}

function writtenRows(
  { customers, firstNew, created, merged }: Resolved,
  events: ReadonlySet<EventRow>,
  values: ReadonlySet<AttributeRow>,
): WrittenBatch | null {
  const newCustomers = new Set(customers.filter((customer) => customer >= firstNew));
  // A merge or split may create, or bring back, customers whom no message names.
  if (merged > 0 || newCustomers.size !== created) return null;
  return {
    events: Array.from(events, ({ event, customer, time }) => ({ event, customer, time: instantOfFacts(time) })),
    values: Array.from(values, ({ attribute, customer, at, time }) => ({
      attribute,
      customer,
      at: instantOfFacts(at),
      time: time === null ? null : instantOfFacts(time),
    })),
    customers: [...newCustomers],
  };
}

async function ensureAttributes(ctx: Ctx, customers: readonly IncomingCustomer[]): Promise<Catalogue> {
  const catalogue = await readCatalogue({ ctx });
  const attributes = unseenAttributes(customers, catalogue);
  const personal = { attributes: personalAttributes(customers, attributes) };
  return (await unlessFull(ensureFields({ ctx, input: { attributes, personal } }))) ?? catalogue;
}

/** An event with more new codes than this has values in place of names. It is rejected when the catalogue is full. */
const WIDE_CODES = 500;

/**
 * Makes the rows with every code in its column: codes that the catalogue lacks are registered, then the rows are made again. When the
 * catalogue is full, such values are kept in `extra`, so that senders with correct data are not refused.
 */
async function typedRows(
  ctx: Ctx,
  catalogue: Catalogue,
  events: readonly ValidEvent[],
  stamp: Pick<RowSettings, "timezone" | "received" | "batch">,
): Promise<{ rows: EventRow[]; catalogue: Catalogue; violations: Violations }> {
  const unseen = collectUnseen();
  const violations = countViolations();
  const rows = eventRows(events, { ...stamp, catalogue }, unseen, violations);
  if (unseen.size === 0) return { rows, catalogue, violations };
  const registered = ensureFields({ ctx, input: { events: unseen.all(), personal: { events: unseen.personal() } } });
  const full = unseen.widest > WIDE_CODES ? await registered : await unlessFull(registered);
  const again = countViolations();
  if (full) return { rows: eventRows(events, { ...stamp, catalogue: full }, collectUnseen(), again), catalogue: full, violations: again };
  // Event names alone need no column, so they can still be registered.
  const names = Object.fromEntries(Object.keys(unseen.all()).map((event) => [event, {}]));
  const named = (await unlessFull(ensureFields({ ctx, input: { events: names } }))) ?? catalogue;
  return {
    rows: eventRows(events, { ...stamp, catalogue: named, closed: true }, collectUnseen(), again),
    catalogue: named,
    violations: again,
  };
}

async function unlessFull<T>(registered: Promise<T>): Promise<T | undefined> {
  try {
    return await registered;
  } catch (error) {
    if (error instanceof Problem && error.code === "CATALOGUE_FULL") return undefined;
    throw error;
  }
}

async function insertEvents({ facts }: Ctx, rows: readonly EventRow[], batch: number): Promise<void> {
  for (const group of inserts(rows)) await facts.insert("events", group, { batch });
}

/** Events of one kind have the same columns, so each kind gets an insert of its own; kinds with fewer rows share one. */
const FEW_ROWS = 5_000;

function inserts(rows: readonly EventRow[]): (readonly EventRow[])[] {
  const few: EventRow[] = [];
  const many = [...Map.groupBy(rows, (row) => row.event).values()].filter((group) => group.length >= FEW_ROWS || !few.push(...group));
  return few.length > 0 ? [...many, few] : many;
}
