import type { Ctx, Sql } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";
import type { ChangesByCause } from "../membership/index.ts";
import type { CurrentTags } from "./currentTags.ts";
import type { CustomerChange } from "./fewCustomers/changes.ts";
import type { Definitions } from "./changeSources/definitions/basis.ts";

/** How far ahead rows that cross a boundary of time are read, and how often the next instant is asked for at least. */
export const LOOK_AHEAD_MILLISECONDS = 60_000;

/** What an update reads once, at its beginning, for all sources and stages. */
export interface Update {
  readonly ctx: Ctx;
  /** Members are true as of this instant. */
  readonly from: Instant;
  /** Members will be true as of this instant; it may lie before `from`. */
  readonly asOf: Instant;
  readonly tags: CurrentTags;
  /** Batches of rows that no evaluation has read. */
  readonly batches: readonly number[];
  /** The definitions now and at the last evaluation of everything; null in an update that does not compare definitions. */
  readonly definitions: Definitions | null;
  /** A person waits for the result: population-wide tags are computed now, not only once a minute. */
  readonly isAsked: boolean;
  /** A person named the instant, so that also changes which no boundary announces are computed as of it. */
  readonly isExact: boolean;
}

/** An update, also before the first evaluation, when members are true as of no instant. */
export type Begun = Omit<Update, "from"> & { readonly from: Instant | null };

/** The customers whose answers may have changed, and the tags that read the changes. */
export interface Concerned {
  /** An SQL set with a column `customer`. */
  readonly population: Sql;
  readonly customers: number;
  readonly tags: ReadonlySet<string>;
  /** Causes other than time, for the history. */
  readonly changesByCause: ChangesByCause | null;
}

/** The result of an update. */
export interface Outcome {
  /** Null when no customers were searched for: nothing was pending, or everybody was evaluated. */
  readonly concerned: Concerned | null;
  /** The number of evaluations. */
  readonly evaluations: number;
  readonly isEverything: boolean;
}

/** Tags to compute over everybody, and the cause of moves of customers who have no change of their own. */
export interface TagsOverEverybody {
  readonly tags: ReadonlySet<string>;
  readonly cause: "rule" | "clock" | "erase";
}

/**
 * Something that can make stored members outdated. An update calls the functions of every source in this order. A source omits functions
 * that it does not need.
 */
export interface ChangeSource {
  /** Applies to rows and members what the records already contain, before anything is evaluated. May run twice. */
  apply?(ctx: Ctx): Promise<void>;
  /** Whether so much changed that evaluating everything is faster, or is the only safe way. */
  changesEverything?(update: Begun): boolean;
  /** Whether any answer may have changed. This is cheaper than the functions below: it stops at the first row. */
  isPending?(update: Update): Promise<boolean>;
  /**
   * Customers whose answers may have changed, and what changed: statements `cause, kind, name, customer`, or changes that are known without
   * asking the store. Too many customers do no harm.
   */
  changedCustomers?(update: Update): Promise<readonly (Sql | readonly CustomerChange[])[]>;
  /** Tags whose members may change for a reason that does not belong to single customers. */
  tagsOverEverybody?(update: Update, concerned: Concerned): Promise<TagsOverEverybody>;
  /** The members are written, so their changes are no longer pending. After a crash before this call they are found again. */
  committed?(update: Begun, outcome: Outcome): Promise<void>;
  /**
   * The next instant after `from` at which this source may be pending without a new row or record; null when it is more than a minute away.
   */
  nextInstant?(watched: Watched): Promise<Instant | null>;
}

/** The input for finding the next instant. */
export type Watched = Pick<Update, "ctx" | "from" | "tags">;
