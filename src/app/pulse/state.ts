import { sql as recordsSql } from "kysely";
import type { Records } from "../../engine/index.ts";
import { COMMITTED_UP_TO_SQL } from "../../membership/index.ts";
import type { Job } from "../../jobs/index.ts";
import { JobKindName } from "../../contract/index.ts";

/** How many of the newest rows of each kind are looked at. What else is newer than last time has moved on by more than a look can tell. */
export const TAIL = 40;

/** Work that Tagwise does by itself is nobody's news. */
const KINDS = JobKindName.options;

export type PulseJob = Pick<Job, "id" | "kind" | "state" | "step" | "progress"> & { readonly actor: string };

/** What the records say at one moment of everything that moves, newest first. */
export interface PulseState {
  /** Up to this evaluation the history of members is whole. */
  readonly committedUpTo: number;
  readonly evaluations: readonly { readonly id: number; readonly kind: string; readonly state: string }[];
  /** The newest batch of rows, and those being written. */
  readonly batch: number;
  readonly writing: readonly number[];
  /** Changes that people and programs made: `entity.verb`. */
  readonly audit: readonly { readonly id: number; readonly action: string }[];
  readonly jobs: readonly PulseJob[];
  /** When each webhook was last tried: its deliveries moved on. */
  readonly webhooks: readonly (readonly [webhook: string, tried: string | null])[];
}

/** One statement over the newest rows by their keys: a few milliseconds, however much there is. */
export async function readPulse(records: Records): Promise<PulseState> {
  const { rows } = await recordsSql<{ pulse: PulseState }>`select json_build_object(
    'committedUpTo', ${COMMITTED_UP_TO_SQL},
    'evaluations', (select coalesce(json_agg(e), '[]') from (select id, kind, state from evaluations order by id desc limit ${TAIL}) as e),
    'batch', (select coalesce(max(value), 0) from counters where name = 'batch'),
    'writing', (select coalesce(json_agg(batch order by batch), '[]') from pending_batches where not ready),
    'audit', (select coalesce(json_agg(a), '[]') from (select id, action from audit order by id desc limit ${TAIL}) as a),
    'jobs', (select coalesce(json_agg(j), '[]') from (select id, kind, state, step, progress, actor from jobs where kind = any(${KINDS}) order by number desc limit ${TAIL}) as j),
    'webhooks', (select coalesce(json_agg(json_build_array(id, tried_at) order by id), '[]') from webhooks)
  ) as pulse`.execute(records);
  return rows[0]!.pulse;
}

/** Where a listener is, as the id of an event: it means the same to every process on these records. */
export function positionOf(state: PulseState): string {
  return [state.committedUpTo, state.batch, state.audit[0]?.id ?? 0].join(".");
}

export interface Position {
  readonly evaluation: number;
  readonly batch: number;
  readonly audit: number;
}

/** Undefined for what is no position. */
export function readPosition(text: string): Position | undefined {
  const match = /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})$/.exec(text);
  return match ? { evaluation: Number(match[1]), batch: Number(match[2]), audit: Number(match[3]) } : undefined;
}
