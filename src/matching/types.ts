import type { Identity } from "../contract/index.ts";
import type { PlatformKind } from "../identifiers/index.ts";

/** Two keys that a message named together, or that a person joined or keeps apart. Keys are places in a list of identities. */
export interface Link {
  readonly a: number;
  readonly b: number;
  /** 0: seen together in a message. Otherwise the number of a person's decision: of two about one pair the later holds. */
  readonly decision: number;
  /** What the person decided; true for what was seen. */
  readonly joined: boolean;
}

/** How far one identity may be believed to belong to one person. */
export interface MergeLimit {
  /**
   * An identity of this kind may stand between so many customers that are told apart by more trusted kinds: with more identities of any
   * one such platform it is shared (a family's phone, a shop's front desk) and says nothing.
   */
  readonly between: number;
  /** One identity may be seen with so many of any one platform of this kind: beyond, none of them is known to be its own. */
  readonly holds: number;
}

export type MergeLimits = Readonly<Record<PlatformKind, MergeLimit>>;

/** All that is known about some keys: a pure function of it decides who is who, whatever the order in which it became known. */
export interface SolveInput {
  readonly keys: readonly Identity[];
  readonly links: readonly Link[];
  readonly limits: MergeLimits;
}

/** An identity that says nothing about who is who, and why. */
export interface IgnoredIdentity {
  readonly key: number;
  /** shared: it stands between too many. many: it was seen with too many of `platform`, so those links say nothing; its others do. */
  readonly why: "shared" | "many";
  readonly platform: string;
  readonly count: number;
}

/** SolveInput that would make one customer of two strong identities: it is not followed, a person decides. */
export interface Clash {
  /** The strong identities of one platform, in the order of their text. */
  readonly one: number;
  readonly other: number;
  /** The link that was not followed. */
  readonly a: number;
  readonly b: number;
}

export interface Solved {
  /** The most trusted key of the customer that each key belongs to. */
  readonly groupOf: Uint32Array;
  readonly ignored: readonly IgnoredIdentity[];
  readonly clashes: readonly Clash[];
}
