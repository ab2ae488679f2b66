import { ensureFields, readCatalogue, type Catalogue } from "../../catalogue/index.ts";
import { factsInstant, type Ctx, type Verb } from "../../engine/index.ts";
import { resolveNormalised, serially } from "../../identity/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { closeBatch, openBatch } from "../batches.ts";
import { attributeRows, unseenAttributes } from "./attributeRows.ts";
import { eventRows, type EventRow, type RowSettings, type SoundEvent } from "./eventRows.ts";
import { unknownAttributes, unknownEvents } from "./known.ts";
import type { AppendInput, Appended } from "./messages.ts";
import { countMisfits, type Misfits } from "./misfits.ts";
import { soundMessages } from "./sound.ts";
import { collectUnseen } from "./unseen.ts";

/**
 * Adds customers' attributes and events. What cannot be read is left out and reported; what is there already is dropped, so the
 * same batch twice adds nothing. Made for batches of up to some 50,000; several may run at once.
 * @throws CATALOGUE_FULL
 */
export async function appendBatch({ ctx, input }: Verb<AppendInput>): Promise<Appended> {
  requirePermission(ctx, "data.send");
  const batch = input.batch ?? (await openBatch(ctx));
  const now = ctx.clock();
  const { customers, events, rejected, issues } = soundMessages(input);
  const stamp = { timezone: ctx.workspace.timezone, received: factsInstant(now), batch };
  const known = await ensureAttributes(ctx, customers);
  const { rows, catalogue, misfits } = await typedRows(ctx, known, events, stamp);

  const keys = [...customers.map((customer) => customer.identities), ...events.map((event) => event.identities)];
  const resolved = await resolveNormalised(ctx, { keys, at: now, batch });
  for (const [index, row] of rows.entries()) row.customer = resolved.customers[customers.length + index]!;
  const values = attributeRows(customers, resolved.customers, { ...stamp, catalogue }, misfits);

  const attributesAdded = await serially(ctx.facts, "attributes", async () => {
    const fresh = await unknownAttributes(ctx, values, resolved.firstNew);
    if (fresh.length > 0) await ctx.facts.insert("attribute_values", fresh);
    return fresh.length;
  });
  const eventsAdded = await serially(ctx.facts, "events", async () => {
    const fresh = await unknownEvents(ctx, rows, resolved.firstNew);
    for (const rows of inserts(fresh)) await ctx.facts.insert("events", rows);
    return fresh.length;
  });

  await closeBatch(ctx, batch);
  return {
    batch,
    customersCreated: resolved.created,
    identitiesAdded: resolved.attached,
    eventsAdded,
    attributesAdded,
    repeated: rows.length - eventsAdded + values.length - attributesAdded,
    rejected,
    issues,
    misfits: misfits.list(),
    conflicts: resolved.conflicts,
    conflictSamples: resolved.conflictSamples,
  };
}

async function ensureAttributes(ctx: Ctx, customers: Parameters<typeof unseenAttributes>[0]): Promise<Catalogue> {
  const catalogue = await readCatalogue({ ctx });
  return ensureFields({ ctx, input: { attributes: unseenAttributes(customers, catalogue) } });
}

/** Rows with every code in its column: what the catalogue lacks is registered, and the rows are then made once more. */
async function typedRows(
  ctx: Ctx,
  catalogue: Catalogue,
  events: readonly SoundEvent[],
  stamp: Pick<RowSettings, "timezone" | "received" | "batch">,
): Promise<{ rows: EventRow[]; catalogue: Catalogue; misfits: Misfits }> {
  const unseen = collectUnseen();
  const misfits = countMisfits();
  const rows = eventRows(events, { ...stamp, catalogue }, unseen, misfits);
  if (unseen.size === 0) return { rows, catalogue, misfits };
  const full = await ensureFields({ ctx, input: { events: unseen.all() } });
  const again = countMisfits();
  return { rows: eventRows(events, { ...stamp, catalogue: full }, collectUnseen(), again), catalogue: full, misfits: again };
}

/** Events of one kind share their columns, so each is inserted by itself; kinds with few rows go together. */
const FEW = 5_000;

function inserts(rows: readonly EventRow[]): (readonly EventRow[])[] {
  const few: EventRow[] = [];
  const many = [...Map.groupBy(rows, (row) => row.event).values()].filter((group) => group.length >= FEW || !few.push(...group));
  return few.length > 0 ? [...many, few] : many;
}
