import { literal, type Ctx } from "../../engine/index.ts";
import { onDecided } from "../undecided.ts";
import { sendersEventId } from "./sameness.ts";
import { isOld, keyOfEvent, sentBefore, type Written } from "./receivedMessages.ts";

const INGEST = { lane: "ingest", settings: { max_query_size: 1_000_000_000 } } as const;

export interface Unknown {
  /** The first of each number. */
  readonly added: readonly Written[];
  /** Places of those that were stored, and said something else under their id. */
  readonly conflicts: readonly number[];
}

/**
 * Of the events, those that nobody has sent before. What was received in the last months is known by its number alone, and of one with an id by
 * its sender: another's is another event, with a number of its own. An older event may also have been received before that; it is looked for
 * where it would stand, and only customers below `firstNew` can have any.
 */
export async function unknownEvents(
  ctx: Pick<Ctx, "records" | "facts" | "caches">,
  written: readonly Written[],
  firstNew: number,
): Promise<Unknown> {
  const keys = written.map(({ event }) => keyOfEvent(event.number));
  const known = new Map<string, { sender: string; content: string }[]>();
  const own = written[0]?.row.batch;
  const before = await onDecided(
    ctx,
    () => sentBefore(ctx, [...new Set(keys)]),
    (sent) => others(sent, own),
  );
  for (const { key, ...sent } of before) known.set(key, [...(known.get(key) ?? []), sent]);
  const conflicts: number[] = [];
  const added = written.filter(({ row, event }, index) => {
    const key = keys[index]!;
    const stored = known.get(key) ?? [];
    const { sender, content } = event.named ?? { sender: "", content: "0" };
    const same = stored.find((sent) => sender === "" || sent.sender === "" || sent.sender === sender);
    if (same) {
      if (comparable(same.content) && comparable(content) && same.content !== content) conflicts.push(index);
      return false;
    }
    // In place: the caller knows its rows by who they are.
    if (stored.length > 0 && event.named) row.id = sendersEventId(sender, event.number);
    known.set(key, [...stored, { sender, content }]);
    return true;
  });
  return { added: await withoutOld(ctx, added, firstNew), conflicts };
}

/** Programs' digests are even, files' are odd, and 0 is not known: a file's columns are never a program's fields. */
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
  // A second sender's number too, for who was first is forgotten.
  const numbers = new Map(
    doubtful.map(({ row, event: { number, named } }) => [row, [row.id, ...(named ? [sendersEventId(named.sender, number)] : [])]]),
  );
  // By event and customer the store finds the few granules that can hold them. The last 32 bits are quicker to read than whole
  // numbers of 128; what only they share is told apart below.
  const asked = new Set([...numbers.values()].flat());
  const sql = `SELECT toString(id) AS number, batch FROM events
    WHERE event IN ${list(
      doubtful.map(({ row }) => row.event),
      literal.text,
    )} AND customer IN ${list(
      doubtful.map(({ row }) => row.customer),
      literal.integer,
    )}
    AND toUInt32(id) IN [${[...numbers.values()]
      .flat()
      .map((id) => BigInt.asUintN(32, BigInt(id)))
      .join(", ")}]`;
  const stored = await onDecided(
    ctx,
    () => ctx.facts.rows<{ number: string; batch: string }>(sql, INGEST),
    (found) =>
      others(
        found.filter(({ number }) => asked.has(number)),
        doubtful[0]!.row.batch,
      ),
  );
  const have = new Set(stored.map(({ number }) => number));
  return have.size === 0 ? added : added.filter(({ row }) => !(numbers.get(row) ?? []).some((id) => have.has(id)));
}

/** The batches that rows are of, besides the one that is being written. */
function others(rows: readonly { readonly batch: string }[], own: number | undefined): number[] {
  return rows.map(({ batch }) => Number(batch)).filter((batch) => batch !== own);
}

function list<T>(values: readonly T[], write: (value: T) => string): string {
  return `[${[...new Set(values)].map(write).join(", ")}]`;
}
