import { sql as recordsSql } from "kysely";
import { problem } from "../../kernel/index.ts";
import type { Facts } from "../facts/types.ts";
import type { Records, RecordsTx } from "../records/types.ts";
import { passFence } from "./fence.ts";

/** A lease that nobody renewed for so long is free. By the clock of the records, so clocks of processes do not matter. */
export const LEASE_MILLISECONDS = 6_000;
const NAME = "members";

/**
 * The right to write members and their history, which one process at a time has. Its fencing number only grows: what is written under a
 * smaller one is refused by both stores, so a process that was replaced and does not know it yet does no harm.
 */
export interface Lease {
  /** What this process is called in the records. */
  readonly process: string;
  /** No other process can be at these stores. */
  readonly alone: boolean;
  /** Whether this process has it, as far as it knows. Another may have taken it a moment ago: then its writes are refused. */
  readonly held: boolean;
  /** The number it is held under, or was last. */
  readonly fence: number;
  /** Takes it where it is free, or held by this process already. Answers whether it was taken just now. */
  take(): Promise<boolean>;
  /** Whether it is free, and if not until when it is held: a greater instant later says that its holder lives. */
  look(): Promise<{ readonly free: boolean; readonly until: number }>;
  /** Says that the holder lives. Answers false when another process has taken it. */
  renew(): Promise<boolean>;
  /** Gives it back, so that another process need not wait until it runs out. */
  release(): Promise<void>;
  /** In a transaction that belongs to a write of members: no other process takes the lease before it ends. @throws LEASE_LOST */
  confirm(tx: RecordsTx): Promise<void>;
  /** @throws LEASE_ELSEWHERE when this process does not have it */
  require(): void;
}

/** @param alone no other process can be at these stores: the lease of one that died is taken at once */
export function openLease({ records, facts, holder, alone }: { records: Records; facts: Facts; holder: string; alone: boolean }): Lease {
  let held = false;
  let fence = 0;
  const until = recordsSql<Date>`clock_timestamp() + ${LEASE_MILLISECONDS} * interval '1 millisecond'`;

  async function give(): Promise<void> {
    await records
      .updateTable("writer_lease")
      .set({ until: recordsSql<Date>`'-infinity'` })
      .where("name", "=", NAME)
      .where("holder", "=", holder)
      .where("fence", "=", fence)
      .execute();
  }

  return {
    process: holder,
    alone,
    get held() {
      return held;
    },
    get fence() {
      return fence;
    },
    async take() {
      if (held) return false;
      const before = await records.selectFrom("writer_lease").select("holder").where("name", "=", NAME).executeTakeFirst();
      const row = await records
        .insertInto("writer_lease")
        .values({ name: NAME, holder, fence: 1, until })
        .onConflict((conflict) =>
          conflict
            .column("name")
            .doUpdateSet({ holder, fence: recordsSql<number>`writer_lease.fence + 1`, until })
            .where(alone ? recordsSql<boolean>`true` : recordsSql<boolean>`writer_lease.until < clock_timestamp()`),
        )
        .returning("fence")
        .executeTakeFirst();
      if (!row) return false;
      fence = Number(row.fence);
      try {
        // Also where no other process can be: a server goes on with what the process asked for that died here.
        await passFence(facts, fence, before?.holder === holder ? null : (before?.holder ?? null));
      } catch (error) {
        await give().catch(() => undefined);
        throw error;
      }
      held = true;
      return true;
    },
    async look() {
      const row = await records
        .selectFrom("writer_lease")
        .select([
          recordsSql<boolean>`until < clock_timestamp()`.as("free"),
          recordsSql<number>`extract(epoch from until)::float8`.as("until"),
        ])
        .where("name", "=", NAME)
        .executeTakeFirst();
      return { free: row?.free ?? true, until: Number(row?.until ?? 0) };
    },
    async renew() {
      if (!held) return false;
      const { numUpdatedRows } = await records
        .updateTable("writer_lease")
        .set({ until })
        .where("name", "=", NAME)
        .where("holder", "=", holder)
        .where("fence", "=", fence)
        .executeTakeFirstOrThrow();
      held = numUpdatedRows > 0n;
      return held;
    },
    async release() {
      if (!held) return;
      held = false;
      await give();
    },
    async confirm(tx) {
      const row = await tx.selectFrom("writer_lease").select("fence").where("name", "=", NAME).forShare().executeTakeFirst();
      if (Number(row?.fence ?? 0) !== fence) throw problem("LEASE_LOST", {});
    },
    require() {
      if (!held) throw problem("LEASE_ELSEWHERE", {});
    },
  };
}
