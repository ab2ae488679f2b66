import type { Lease } from "./lease/lease.ts";
import type { Caches } from "./caches/caches.ts";
import type { Context, Log, Problem } from "../kernel/index.ts";
import type { OwnerAccess } from "./lock/index.ts";
import type { Facts } from "./facts/types.ts";
import type { Notices } from "./records/notices.ts";
import type { Records } from "./records/types.ts";

export interface EngineConfig {
  /** Directory of the embedded stores; also holds uploads and the files of bad rows. */
  readonly dataDir: string;
  /** postgres://… : records on PostgreSQL instead of PGlite. */
  readonly databaseUrl?: string | undefined;
  /** http(s)://user:password@host:8123/database : facts on ClickHouse instead of chDB. */
  readonly clickhouseUrl?: string | undefined;
  /** Bytes a heavy statement may use; default a quarter of the machine's memory. */
  readonly memoryBytes?: number | undefined;
  /** Where a running server answers, written into the lock for the second process to say. */
  readonly address?: string | undefined;
  readonly log?: Log | undefined;
}

export interface Engine {
  readonly records: Records;
  readonly facts: Facts;
  /** What this process remembers of the workspace. */
  readonly caches: Caches;
  /** Messages to other processes on the same records. */
  readonly notices: Notices;
  /** The right to write members. Taken by whoever opened the engine. */
  readonly lease: Lease;
  readonly dataDir: string;
  readonly memoryBytes: number;
  /** Resolves once the embedded fact store does not work any more (FACTS_STUCK): only a new process helps. */
  readonly stuck: Promise<Problem>;
  /** Whether the data directory, and the embedded stores in it, are still where they were. */
  isThere(): boolean;
  /** Makes known to a second process where this one answers, and how commands of the owner reach it. */
  announce(address: string, ownerAccess?: OwnerAccess): void;
  /** Commands of the owner are no longer sent here. */
  stopAnnouncing(): void;
  close(): Promise<void>;
}

/** What a verb is given: who acts, and the stores. */
export interface Ctx extends Context {
  readonly records: Records;
  readonly facts: Facts;
  /** The one place for what a process remembers of the workspace; each kind says what makes it stale. */
  readonly caches: Caches;
  /** The right to write members, which one process at a time has. */
  readonly lease: Lease;
  readonly dataDir: string;
  readonly memoryBytes: number;
  /** Seconds that one pass of an evaluation may take; default ten minutes. */
  readonly passSeconds?: number | undefined;
  /** More changed customers than this are evaluated by passes rather than by the interpreter. Default: 2,000; 0 leaves all to the passes. */
  readonly fewCustomers?: number | undefined;
  /** Look-ups by identity an hour of each actor that sees masks; default 60. */
  readonly lookupsPerHour?: number | undefined;
  /** Days that the audit keeps who was shown personal data; default a year. */
  readonly readsDays?: number | undefined;
}

/** What reads and writes the stores, whoever acts. */
export type Stores = Pick<Ctx, "records" | "facts" | "caches" | "caches">;

/** The argument of every verb: `retireTag({ ctx, input })`. */
export interface Verb<I> {
  readonly ctx: Ctx;
  readonly input: I;
}

/** Tells how far a long verb is: a share of 1, or null while unknown. */
export type Progress = (step: { readonly zh: string; readonly en: string }, share: number | null) => void;
