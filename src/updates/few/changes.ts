/** Something of a customer that may have changed answers, and what changed it. */
export interface Change {
  readonly cause: string;
  /** `event`, `attribute` or `tag`, with its code as the name; `customer`: everything of theirs may have changed. */
  readonly kind: string;
  readonly name: string;
}

export interface CustomerChange extends Change {
  readonly customer: number;
}

/** What changed of each customer. */
export type Changes = ReadonlyMap<number, readonly Change[]>;
