import { literal, type Ctx, sql } from "../../engine/index.ts";
import { onDecided } from "../undecided.ts";
import { listSql } from "./listSql.ts";
import { sendersEventId } from "./sameness.ts";
import { isOld, keyOfEvent, sentBefore, type Written } from "./receivedMessages.ts";

const INGEST = { lane: "ingest", settings: { max_query_size: 1_000_000_000 } } as const;

export interface Unknown {
  /** New events, the first of each id. */
  readonly added: readonly Written[];
  /** Indexes of events that are stored with the same id and other content. */
  readonly conflicts: readonly number[];
}

/**
 * Finds the events that were not sent before. For the last months the kept ids decide, together with the sender when there is a message id:
 * the same id from another sender is another event and gets an id of its own. An older event is searched in the table `events`; only
 * customers below `firstNew` can have any.
 */
export async function unknownEvents(
  ctx: Pick<Ctx, "records" | "facts" | "caches">,
  written: readonly Written[],
  firstNew: number,
): Promise<Unknown> {
  const keys = written.map(({ event }) => keyOfEvent(event.number));
  const byKey = new Map<string, { sender: string; content: string }[]>();
  const own = written[0]?.row.batch;
  const before = await onDecided(
    ctx,
    () => sentBefore(ctx, [...new Set(keys)]),
    (sent) => others(sent, own),
  );
  for (const { key, ...sent } of before) byKey.set(key, [...(byKey.get(key) ?? []), sent]);
  const conflicts: number[] = [];
  const added = written.filter(({ row, event }, index) => {
    const key = keys[index]!;
    const stored = byKey.get(key) ?? [];
    const { sender, content } = event.named ?? { sender: "", content: "0" };
    const same = stored.find((sent) => sender === "" || sent.sender === "" || sent.sender === sender);
    if (same) {
      if (comparable(same.content) && comparable(content) && same.content !== content) conflicts.push(index);
      return false;
    }
    // The row is changed in place, because the caller identifies rows by reference.
    if (stored.length > 0 && event.named) row.id = sendersEventId(sender, event.number);
    byKey.set(key, [...stored, { sender, content }]);
    return true;
  });
  return { added: await withoutOld(ctx, added, firstNew), conflicts };
}

/**
 * Only digests of messages can be compared: they are even, those of files are odd, and 0 is unknown. The columns of a file never equal the
 * fields of a message.
 */
function comparable(content: string): boolean {
  return content !== "0" && BigInt(content) % 2n === 0n;
}

async function withoutOld(
  ctx: Pick<Ctx, "records" | "facts" | "caches">,
  added: readonly Written[],
  firstNew: number,
): Promise<readonly Written[]> {
  const doubtful = added.filter(({ row }) => row.customer < firstNew && isOld(row));
  if (doubtful.length === 0) return added;
  // The id for a second sender is searched too: the order of the senders is no longer known.
  const numbers = new Map(
    doubtful.map(({ row, event: { number, named } }) => [row, [row.id, ...(named ? [sendersEventId(named.sender, number)] : [])]]),
  );
  // With event and customer the store reads only a few granules. The last 32 bits of an id are faster to read than all 128; false matches
  // are removed below.
  const asked = new Set([...numbers.values()].flat());
  const among = {
    events: listSql(doubtful.map(({ row }) => literal.text(row.event))),
    customers: listSql(doubtful.map(({ row }) => literal.integer(row.customer))),
    ends: listSql([...asked].map((id) => literal.integer(BigInt.asUintN(32, BigInt(id))))),
  };
  const statement = sql`
    SELECT toString(id) AS number, batch
    FROM events
    WHERE event IN ${among.events}
      AND customer IN ${among.customers}
      AND toUInt32(id) IN ${among.ends}
  `;
  const stored = await onDecided(
    ctx,
    () => ctx.facts.rows<{ number: string; batch: string }>(statement, INGEST),
    (found) =>
      others(
        found.filter(({ number }) => asked.has(number)),
        doubtful[0]!.row.batch,
      ),
  );
  const have = new Set(stored.map(({ number }) => number));
  return have.size === 0 ? added : added.filter(({ row }) => !(numbers.get(row) ?? []).some((id) => have.has(id)));
}

/** The batches of rows, except the batch that is being written. */
function others(rows: readonly { readonly batch: string }[], own: number | undefined): number[] {
  return rows.map(({ batch }) => Number(batch)).filter((batch) => batch !== own);
}
