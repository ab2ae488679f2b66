import type { Identity } from "../contract/index.ts";
import type { PlatformKind } from "../kernel/index.ts";

/** Two keys that occurred in one message or row, or that a person joined or keeps apart. A key is an index into a list of identities. */
export interface Link {
  readonly a: number;
  readonly b: number;
  /** 0: from a message or row. Otherwise the number of a person's decision; the greatest number about a pair wins. */
  readonly decision: number;
  /** What the person decided; always true for a link from data. */
  readonly joined: boolean;
}

/** Limits on the links of one identity. */
export interface MergeLimit {
  /**
   * How many customers, told apart by more reliable kinds, an identity of this kind may link. Linked to more identities of any one such
   * platform, it is shared (a family's phone, a shop's front desk) and none of its links counts.
   */
  readonly between: number;
  /**
   * How many identities of any one platform of this kind an identity may be linked to. With more, its links to that platform do not count.
   */
  readonly holds: number;
}

export type MergeLimits = Readonly<Record<PlatformKind, MergeLimit>>;

/** The input of `solve`: a pure function of it gives the customers, whatever the order in which links arrived. */
export interface SolveInput {
  readonly keys: readonly Identity[];
  readonly links: readonly Link[];
  readonly limits: MergeLimits;
}

/** An identity that exceeds a merge limit, and which one. */
export interface IgnoredIdentity {
  readonly key: number;
  /**
   * shared: it links too many customers; none of its links counts. many: it has too many links to `platform`; only those links do not
   * count.
   */
  readonly why: "shared" | "many";
  readonly platform: string;
  readonly count: number;
}

/** A link that would join two strong identities of one platform. It is not used; a person decides. */
export interface Clash {
  /** The strong identities of one platform, in the order of their text. */
  readonly one: number;
  readonly other: number;
  /** The link that was not used. */
  readonly a: number;
  readonly b: number;
}

export interface Solved {
  /** For each key the most trusted key of its customer. */
  readonly groupOf: Uint32Array;
  readonly ignored: readonly IgnoredIdentity[];
  readonly clashes: readonly Clash[];
}
