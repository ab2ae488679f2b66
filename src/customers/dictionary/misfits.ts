import { sql } from "kysely";
import { codeFault, type Sensitivity } from "../../catalogue/index.ts";
import type { ShownText } from "../../contract/index.ts";
import type { Ctx, RecordsTx } from "../../engine/index.ts";
import { formatInstant } from "../../kernel/index.ts";
import type { Misfit } from "../append/messages.ts";
import { shownSample } from "../mask.ts";

/** Codes that can be no names share one row: a sender who makes names of values must not fill the records. */
const UNNAMEABLE = "?";

/** Adds to what is known about values that do not fit. Never fails a write of data: that is durable already. */
export async function recordMisfits(ctx: Ctx, misfits: readonly Misfit[]): Promise<void> {
  if (misfits.length === 0) return;
  const rows = new Map<string, { event: string; code: string; type: string; values: number; example: string; last_at: Date }>();
  for (const { event, code, type, values, example } of misfits) {
    const known = codeFault(code, code) ? UNNAMEABLE : code;
    const row = rows.get(`${event ?? ""}\n${known}`);
    if (row) row.values += values;
    else
      rows.set(`${event ?? ""}\n${known}`, {
        event: event ?? "",
        code: known,
        type,
        values,
        // The records' texts have no NUL and no half letters.
        example: example.replaceAll("\u0000", "\ufffd").toWellFormed(),
        last_at: new Date(ctx.clock()),
      });
  }
  try {
    await ctx.records
      .insertInto("misfits")
      .values([...rows.values()])
      .onConflict((conflict) =>
        conflict.columns(["event", "code"]).doUpdateSet({
          values: sql<number>`misfits.values + excluded.values`,
          type: sql<string>`excluded.type`,
          example: sql<string>`excluded.example`,
          last_at: sql<Date>`excluded.last_at`,
        }),
      )
      .execute();
  } catch (error) {
    ctx.log.warn({ err: error }, "values of other types could not be counted");
  }
}

export interface MisfitsKnown {
  readonly values: number;
  readonly example: ShownText | null;
  readonly lastAt: string;
}

/** What does not fit: of one event by property, or (null) of attributes by code; with an example for who may see such values. */
export async function misfitsOf(ctx: Ctx, event: string | null): Promise<(code: string, sensitivity: Sensitivity) => MisfitsKnown | null> {
  const rows = await ctx.records
    .selectFrom("misfits")
    .selectAll()
    .where("event", "=", event ?? "")
    .orderBy("code")
    .execute();
  const known = new Map(rows.map((row) => [row.code, row]));
  return (code, sensitivity) => {
    const row = known.get(code);
    if (!row) return null;
    const example = row.example === "" ? null : shownSample(ctx, { code, sensitivity }, row.example);
    return { values: Number(row.values), example, lastAt: formatInstant(row.last_at.getTime()) };
  };
}

/** Nobody can say whose the examples are: when a customer is erased, all of them go, and the next values make new ones. */
export async function forgetExamples(tx: RecordsTx): Promise<void> {
  await tx.updateTable("misfits").set({ example: "" }).execute();
}

/** How many values do not fit, by event. */
export async function misfitsByEvent(ctx: Ctx): Promise<ReadonlyMap<string, number>> {
  const rows = await ctx.records
    .selectFrom("misfits")
    .select((eb) => ["event", eb.fn.sum<string>("values").as("values")])
    .groupBy("event")
    .orderBy("event")
    .execute();
  return new Map(rows.map(({ event, values }) => [event, Number(values)]));
}
