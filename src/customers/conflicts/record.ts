import { sql as recordsSql } from "kysely";
import type { Ctx } from "../../engine/index.ts";
import { keyOf } from "../../matching/index.ts";
import { formatInstant } from "../../kernel/index.ts";
import type { ValidEvent } from "../append/eventRows.ts";

/** Rows in one statement. */
const STATEMENT_ROWS = 500;

/**
 * Stores messages whose id their sender has used before with other content. The first event stays. The same conflicting content again is
 * counted. This is part of the write: a conflict that is not stored is not acknowledged.
 */
export async function recordConflicts(
  ctx: Ctx,
  batch: number,
  conflicts: readonly { readonly event: ValidEvent; readonly customer: number }[],
): Promise<void> {
  const now = new Date(ctx.clock());
  const rows = new Map(
    conflicts.map(({ event: { event, identities, time, properties, named }, customer }) => {
      const { sender, id, content } = named!;
      const payload = JSON.stringify({ time: formatInstant(time), properties });
      const who = JSON.stringify(identities.map(keyOf)).replaceAll("\\u0000", "\\ufffd");
      const row = { sender, event, message: storable(id), content, payload, identities: who, customer, batch };
      return [`${sender}\n${event}\n${row.message}\n${content}`, { ...row, first_at: now, last_at: now }];
    }),
  );
  const all = [...rows.values()];
  for (let from = 0; from < all.length; from += STATEMENT_ROWS)
    await ctx.records
      .insertInto("message_conflicts")
      .values(all.slice(from, from + STATEMENT_ROWS))
      .onConflict((conflict) =>
        conflict
          .expression(recordsSql`md5(sender || chr(10) || event || chr(10) || message), content`)
          .doUpdateSet({ times: recordsSql<number>`message_conflicts.times + 1`, last_at: recordsSql<Date>`excluded.last_at` }),
      )
      .execute();
}

/** The record store accepts no NUL and no unpaired surrogates in texts. */
function storable(text: string): string {
  return text.replaceAll("\u0000", "\ufffd").toWellFormed();
}
