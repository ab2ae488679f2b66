import type { Generated } from "kysely";
import type { Text } from "../../../kernel/index.ts";
import type { Json, MaybeJson, MaybeStamp, Stamp } from "./columns.ts";

/** The durable queue and what it starts by the clock. */
export interface JobTables {
  jobs: {
    id: string;
    /** Order of arrival. */
    number: Generated<number>;
    kind: string;
    input: Json<unknown>;
    state: "queued" | "running" | "done" | "failed";
    /** Of jobs with the same key one runs at a time, in the order of their arrival. */
    serial: string | null;
    /** Of jobs with the same key one waits at a time: a second one would do the same. */
    single: string | null;
    /** Who asked for it; what they may do is read anew when it runs. */
    actor_kind: "person" | "key" | "operator" | "system";
    actor: string;
    actor_name: string;
    lang: string;
    request: string;
    /** Only this process runs it, and it fails when that process ends. */
    attached: string | null;
    /** It does not start before. */
    start_at: Stamp;
    /** How often it was begun. */
    attempt: Generated<number>;
    /** The process that runs it, and when that process last said so, by the clock of the records. */
    runner: string | null;
    beat_at: MaybeStamp;
    step: MaybeJson<Text>;
    progress: number | null;
    result: MaybeJson<unknown>;
    problem: MaybeJson<Record<string, unknown>>;
    /** What an attempt noted for a later one. */
    noted: MaybeJson<unknown>;
    /** When somebody asked that it stop. */
    cancelled_at: MaybeStamp;
    created_at: Stamp;
    started_at: MaybeStamp;
    ended_at: MaybeStamp;
    /** When an ended job is deleted. */
    forget_at: MaybeStamp;
  };
  /** Kinds that start by the clock. */
  job_schedules: { kind: string; cron: string; timezone: string; next_at: Stamp };
}
