import { ensureFields, readCatalogue, type Catalogue } from "../../catalogue/index.ts";
import { factsInstant, type Ctx } from "../../engine/index.ts";
import { type Resolved, resolveNormalised, serially, removalCount } from "../../identity/index.ts";
import { Problem } from "../../kernel/index.ts";
import { recordConflicts } from "../conflicts/record.ts";
import { recordViolations } from "../dictionary/violations.ts";
import { attributeRows, personalAttributes, unseenAttributes } from "./attributeRows.ts";
import { eventRows, type EventRow, type RowSettings, type ValidEvent } from "./eventRows.ts";
import type { IncomingCustomer } from "./messages.ts";
import { countViolations, type Violations } from "./violations.ts";
import type { ValidMessages } from "./validateMessages.ts";
import { assertCustomersExist } from "./assertCustomersExist.ts";
import { rememberEvents } from "./receivedMessages.ts";
import { unknownEvents } from "./unknownEvents.ts";
import { collectUnseen } from "./unseenCodes.ts";
import { lastOfCallers, unstatedAttributes } from "./unstatedAttributes.ts";

/** What became of sound messages; lists are by their places. */
export interface Written {
  /** Of the customers first, then of the events. */
  readonly resolved: Resolved;
  /** How many values each customer message has, and how many of them were not there. */
  readonly values: Uint32Array;
  readonly valuesAdded: Uint32Array;
  /** 1 where the event was not there. */
  readonly eventsAdded: Uint8Array;
  /** Places of events whose id was there with other content: they are kept aside. */
  readonly conflicts: ReadonlySet<number>;
  readonly violations: Violations;
}

/**
 * Writes sound messages as rows of a batch that is open; durable once it resolves. What is there already is left out. Several may
 * run at once. A failure half way leaves rows of the batch: the caller takes them back. `callers` tells whose each customer message is.
 * @throws CATALOGUE_FULL
 */
export async function writeMessages(
  ctx: Ctx,
  { customers, events, callers }: Pick<ValidMessages, "customers" | "events"> & { readonly callers?: ArrayLike<number> },
  batch: number,
): Promise<Written> {
  const now = ctx.clock();
  const stamp = { timezone: ctx.workspace.timezone, received: factsInstant(now), batch };
  const registered = await ensureAttributes(ctx, customers);
  const { rows, catalogue, violations } = await typedRows(ctx, registered, events, stamp);

  const keys = [...customers.map((customer) => customer.identities), ...events.map((event) => event.identities)];
  const before = removalCount(ctx);
  const resolved = await resolveNormalised(ctx, { keys, at: now, batch });
  for (const [index, row] of rows.entries()) {
    row.customer = resolved.customers[customers.length + index]!;
    row.origin = resolved.origins[customers.length + index]!;
  }

  const { values, newValues } = await serially(ctx, "attributes", async () => {
    // Asked again here: a type may have changed while the rows were made, and they are written as it is now.
    const latest = customers.length > 0 ? await readCatalogue({ ctx }) : catalogue;
    const values = attributeRows(customers, resolved, { ...stamp, catalogue: latest }, violations);
    const unstated = await unstatedAttributes(
      ctx,
      lastOfCallers(values, callers).map(({ row }) => row),
      { firstNew: resolved.firstNew, catalogue: latest },
    );
    if (unstated.length > 0) await ctx.facts.insert("attribute_values", unstated);
    return { values, newValues: new Set(unstated) };
  });
  const { newEvents, conflicts } = await serially(ctx, "events", async () => {
    const written = rows.map((row, index) => ({ row, event: events[index]! }));
    const { added, conflicts } = await unknownEvents(ctx, written, resolved.firstNew);
    // Side by side; both have ended when this goes on, so that what fails can be taken back whole.
    const ends = await Promise.allSettled([
      insertEvents(
        ctx,
        added.map(({ row }) => row),
      ),
      rememberEvents(ctx, added),
    ]);
    const failed = ends.find((end) => end.status === "rejected");
    if (failed) throw failed.reason;
    return { newEvents: new Set(added.map(({ row }) => row)), conflicts };
  });

  // After the rows: who takes customers out from now on sees them.
  if (removalCount(ctx) !== before) await assertCustomersExist(ctx, resolved.customers);
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
  return { resolved, ...counts, eventsAdded, conflicts: new Set(conflicts), violations };
}

async function ensureAttributes(ctx: Ctx, customers: readonly IncomingCustomer[]): Promise<Catalogue> {
  const catalogue = await readCatalogue({ ctx });
  const attributes = unseenAttributes(customers, catalogue);
  const personal = { attributes: personalAttributes(customers, attributes) };
  return (await unlessFull(ensureFields({ ctx, input: { attributes, personal } }))) ?? catalogue;
}

/** An event of so many codes that nobody knows is made of values rather than names: it is refused where the catalogue is full. */
const WIDE_CODES = 500;

/**
 * Rows with every code in its column: what the catalogue lacks is registered, and the rows are then made once more. Where it takes no
 * more, values are kept beside their events, so that what is sent in earnest goes on being taken.
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
  // The events themselves cost no column.
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

async function insertEvents({ facts }: Ctx, rows: readonly EventRow[]): Promise<void> {
  for (const group of inserts(rows)) await facts.insert("events", group);
}

/** Events of one kind share their columns, so each is inserted by itself; kinds with few rows go together. */
const FEW_ROWS = 5_000;

function inserts(rows: readonly EventRow[]): (readonly EventRow[])[] {
  const few: EventRow[] = [];
  const many = [...Map.groupBy(rows, (row) => row.event).values()].filter((group) => group.length >= FEW_ROWS || !few.push(...group));
  return few.length > 0 ? [...many, few] : many;
}
