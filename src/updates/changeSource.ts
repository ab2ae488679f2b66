import type { Ctx } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";
import type { Fresh } from "../membership/index.ts";
import type { CurrentTags } from "./currentTags.ts";
import type { Definitions } from "./sources/definitions/basis.ts";

/** What crosses a boundary of time is known this far ahead, and the next instant is asked for at least this often. */
export const LOOK_AHEAD_MILLISECONDS = 60_000;

/** What an update reads once, at its beginning, and hands on to every source and stage. */
export interface Update {
  readonly ctx: Ctx;
  /** Members are true as of this instant. */
  readonly from: Instant;
  /** They are to be true as of this one; it may lie before `from`. */
  readonly asOf: Instant;
  readonly tags: CurrentTags;
  /** Batches of rows that no evaluation has seen. */
  readonly batches: readonly number[];
  /** How definitions stand and stood; null in an update that leaves changed definitions to another one. */
  readonly definitions: Definitions | null;
  /** Somebody waits for the result: population-wide tags are computed now, not once a minute. */
  readonly isAsked: boolean;
  /** Somebody named the instant, so that also what no boundary tells of is computed as of it. */
  readonly isExact: boolean;
}

/** The same before the first evaluation too: then members are true as of no instant. */
export type Begun = Omit<Update, "from"> & { readonly from: Instant | null };

/** The customers whose answers may have changed, and the tags that read what changed of them. */
export interface Concerned {
  /** A set of SQL with a column `customer`. */
  readonly population: string;
  readonly customers: number;
  readonly tags: ReadonlySet<string>;
  /** Causes other than time, for the history. */
  readonly fresh: Fresh | null;
}

/** How an update ended. */
export interface Outcome {
  /** Null where nobody was looked for: nothing was pending, or everybody was evaluated. */
  readonly concerned: Concerned | null;
  /** How many evaluations it made. */
  readonly evaluations: number;
  readonly isEverything: boolean;
}

/** Tags to compute over everybody, and why members of these move who have nothing new of their own. */
export interface TagsOverEverybody {
  readonly tags: ReadonlySet<string>;
  readonly cause: "rule" | "clock" | "erase";
}

/**
 * One thing that makes stored members untrue. An update asks every source the same questions, in this order; a source that has nothing to
 * say to a question leaves it out.
 */
export interface ChangeSource {
  /** Applies to rows and members what the records say has happened already, before anything is evaluated. May run twice. */
  apply?(ctx: Ctx): Promise<void>;
  /** Whether so much changed that evaluating everything is the shorter way, or the only safe one. */
  changesEverything?(update: Begun): boolean;
  /** Whether anybody's answer may have changed: cheaper than the questions below, for it ends at the first row found. */
  isPending?(update: Update): Promise<boolean>;
  /** Who may have another answer, and what of theirs changed: statements `cause, kind, name, customer`. Naming too many is sound. */
  changedCustomers?(update: Update): Promise<readonly string[]>;
  /** Tags that may have other members for a reason that no single customer has. */
  tagsOverEverybody?(update: Update, concerned: Concerned): Promise<TagsOverEverybody>;
  /** The members are written: what they now contain need not be found again. A crash before this finds it again. */
  committed?(update: Begun, outcome: Outcome): Promise<void>;
  /** The next instant after `from` at which this may be pending although nobody tells of it; null when that is over a minute away. */
  nextInstant?(watched: Watched): Promise<Instant | null>;
}

/** What the next instant is worked out from. */
export type Watched = Pick<Update, "ctx" | "from" | "tags">;
