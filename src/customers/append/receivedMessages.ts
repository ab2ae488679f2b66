import { sweepJob } from "../../jobs/index.ts";
import { instantOfFacts, literal, type Ctx, sql } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import type { EventRow, ValidEvent } from "./eventRows.ts";

/** Event ids are kept for this long after they were received, and up to a month more. */
export const REMEMBERED_DAYS = 92;
const DAY_MILLISECONDS = 86_400_000;

const INGEST = { lane: "ingest", settings: { max_query_size: 1_000_000_000, max_threads: 1 } } as const;

/** A row of the table `events` with its event. */
export interface Written {
  readonly row: EventRow;
  readonly event: ValidEvent;
}

/** The key of an event in the table `messages`: the last 64 bits of its id, whichever sender it has. The same in SQL: `toUInt64(id)`. */
export function keyOfEvent(number: string): string {
  return BigInt.asUintN(64, BigInt(number)).toString();
}

/** A received message: its sender ("" matches any sender) and the digest of its content ("0" means unknown). */
export interface SentBefore {
  readonly key: string;
  readonly sender: string;
  readonly content: string;
  readonly batch: string;
}

/** The messages with these keys that were received in the last months, whichever customer and time they had. */
export async function sentBefore({ facts }: Pick<Ctx, "facts">, keys: readonly string[]): Promise<SentBefore[]> {
  if (keys.length === 0) return [];
  return facts.rows<SentBefore>(
    sql`
      SELECT toString(key) AS key, sender, toString(content) AS content, batch
      FROM messages
      WHERE messages.key IN (${sql.join(keys.map((key) => literal.integer(BigInt(key))))})
    `,
    INGEST,
  );
}

/**
 * Stores the ids of events that are being written, in another lane, so that both writes run at once. When a write fails, the rows of both
 * are deleted.
 */
export async function rememberEvents({ facts }: Pick<Ctx, "facts">, written: readonly Written[], batch: number): Promise<void> {
  await facts.insert(
    "messages",
    written.map(({ row: { id, received }, event: { number, named } }) => ({
      key: keyOfEvent(number),
      batch,
      month: `${received.slice(0, 7)}-01`,
      ...(named && { sender: named.sender, content: named.content, own: id === number ? 0 : keyOfEvent(id) }),
    })),
    { lane: "interactive", batch },
  );
}

/** Deletes the ids of events that were received long ago. */
export async function forgetMessages({ ctx }: { readonly ctx: Pick<Ctx, "facts" | "clock"> }): Promise<void> {
  const since = firstOfMonth(ctx.clock() - REMEMBERED_DAYS * DAY_MILLISECONDS);
  const old = await ctx.facts.rows<{ partition: string }>(
    sql`
      SELECT DISTINCT partition
      FROM system.parts
      WHERE database = currentDatabase()
        AND table = 'messages'
        AND active
        AND partition < ${literal.text(since)}
      ORDER BY partition
    `,
  );
  for (const { partition } of old) await ctx.facts.run(sql`ALTER TABLE messages DROP PARTITION ${literal.text(partition)}`);
}

function firstOfMonth(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 7)}-01`;
}

/** Whether an event is older than the kept ids: its message may then have been received earlier and forgotten. */
export function isOld(row: EventRow): boolean {
  return instantOfFacts(row.time) < instantOfFacts(row.received) - REMEMBERED_DAYS * DAY_MILLISECONDS;
}

export const sweepMessagesJob = sweepJob("messages", "43 3 * * *", (ctx) => forgetMessages({ ctx }));
