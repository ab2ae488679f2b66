import { sql as recordsSql } from "kysely";
import type { Records, RecordsTx } from "../../engine/index.ts";
import { newId, type Actor, type Instant } from "../../kernel/index.ts";

export interface NewJob {
  readonly kind: string;
  readonly input: unknown;
  readonly serial: string | null;
  readonly single: string | null;
  readonly actor: Actor;
  readonly lang: string;
  readonly request: string;
  readonly attached: string | null;
  readonly startAt: Instant;
}

/** Stores a job. Returns its id, or the id of the waiting job with the same `single` key. */
export async function insertJob(records: Records | RecordsTx, { actor, startAt, request, ...job }: NewJob, now: Instant): Promise<string> {
  const row = {
    ...job,
    id: newId(now),
    input: JSON.stringify(job.input),
    state: "queued" as const,
    actor_kind: actor.kind,
    actor: actor.id,
    actor_name: actor.name,
    request,
    start_at: new Date(startAt),
    beat_at: recordsSql<Date>`now()`,
    created_at: new Date(now),
  };
  for (;;) {
    const inserted = await records
      .insertInto("jobs")
      .values(row)
      .onConflict((conflict) => conflict.column("single").where("state", "=", "queued").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (inserted) return inserted.id;
    const waiting = await records
      .selectFrom("jobs")
      .select("id")
      .where("single", "=", job.single)
      .where("state", "=", "queued")
      .executeTakeFirst();
    // The other job was claimed between the two statements, so it no longer waits and this one is inserted.
    if (waiting) return waiting.id;
  }
}
