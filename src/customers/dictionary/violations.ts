import { sql as recordsSql } from "kysely";
import { codeFault, type Sensitivity } from "../../catalogue/index.ts";
import type { ShownText } from "../../contract/index.ts";
import type { Ctx, RecordsTx } from "../../engine/index.ts";
import { formatInstant } from "../../kernel/index.ts";
import type { Violation } from "../append/messages.ts";
import { shownSample } from "../mask.ts";

/**
 * Names that cannot be codes share one row: a sender who puts values in place of names must not fill the records. The example of the row is
 * such a name.
 */
const UNNAMEABLE = "?";

/** Adds to the counts of violations. A failure here never fails the write of data, which is durable already. */
export async function recordViolations(ctx: Ctx, violations: readonly Violation[]): Promise<void> {
  if (violations.length === 0) return;
  const rows = new Map<string, { event: string; code: string; type: string; values: number; example: string; last_at: Date }>();
  for (const { event, code, type, values, example } of violations) {
    const name = codeFault(code, code) ? UNNAMEABLE : code;
    const row = rows.get(`${event ?? ""}\n${name}`);
    if (row) row.values += values;
    else
      rows.set(`${event ?? ""}\n${name}`, {
        event: event ?? "",
        code: name,
        type,
        values,
        example: storable(name === UNNAMEABLE ? code.slice(0, EXAMPLE_CHARACTERS) : example),
        last_at: new Date(ctx.clock()),
      });
  }
  try {
    await ctx.records
      .insertInto("violations")
      .values([...rows.values()])
      .onConflict((conflict) =>
        conflict.columns(["event", "code"]).doUpdateSet({
          values: recordsSql<number>`violations.values + excluded.values`,
          type: recordsSql<string>`excluded.type`,
          example: recordsSql<string>`excluded.example`,
          last_at: recordsSql<Date>`excluded.last_at`,
        }),
      )
      .execute();
  } catch (error) {
    ctx.log.warn({ err: error }, "values of other types could not be counted");
  }
}

const EXAMPLE_CHARACTERS = 100;

/** The record store accepts no NUL and no unpaired surrogates in texts. */
function storable(text: string): string {
  return text.replaceAll("\u0000", "\ufffd").toWellFormed();
}

export interface ViolationsKnown {
  readonly values: number;
  readonly example: ShownText | null;
  readonly lastAt: string;
}

/** The violations of one event by property, or (null) of attributes by code; with an example for users who may see such values. */
export async function violationsOf(
  ctx: Ctx,
  event: string | null,
): Promise<(code: string, sensitivity: Sensitivity) => ViolationsKnown | null> {
  const rows = await ctx.records
    .selectFrom("violations")
    .selectAll()
    .where("event", "=", event ?? "")
    .orderBy("code")
    .execute();
  const byCode = new Map(rows.map((row) => [row.code, row]));
  return (code, sensitivity) => {
    const row = byCode.get(code);
    if (!row) return null;
    const example = row.example === "" ? null : shownSample(ctx, { code, sensitivity }, row.example);
    return { values: Number(row.values), example, lastAt: formatInstant(row.last_at.getTime()) };
  };
}

/** Values under names that cannot be codes, by event; the example is such a name. Attributes (null) come first. */
export async function unnamedViolations(ctx: Ctx): Promise<(ViolationsKnown & { readonly event: string | null })[]> {
  const rows = await ctx.records.selectFrom("violations").selectAll().where("code", "=", UNNAMEABLE).orderBy("event").execute();
  return rows.map(({ event, values, example, last_at }) => ({
    event: event === "" ? null : event,
    values: Number(values),
    example: example === "" ? null : shownSample(ctx, { code: UNNAMEABLE, sensitivity: "ordinary" }, example),
    lastAt: formatInstant(last_at.getTime()),
  }));
}

/** An example does not say which customer it came from. So an erasure deletes all examples; later violations bring new ones. */
export async function forgetExamples(tx: RecordsTx): Promise<void> {
  await tx.updateTable("violations").set({ example: "" }).execute();
}

/** The number of violations by event. */
export async function violationsByEvent(ctx: Ctx): Promise<ReadonlyMap<string, number>> {
  const rows = await ctx.records
    .selectFrom("violations")
    .select((eb) => ["event", eb.fn.sum<string>("values").as("values")])
    .groupBy("event")
    .orderBy("event")
    .execute();
  return new Map(rows.map(({ event, values }) => [event, Number(values)]));
}
