/** A change of a customer that may change answers, with its cause. */
export interface Change {
  readonly cause: string;
  /** `event`, `attribute` or `tag`, with its code as the name; `customer`: everything about the customer may have changed. */
  readonly kind: string;
  readonly name: string;
}

export interface CustomerChange extends Change {
  readonly customer: number;
}

/** The changes of each customer. */
export type Changes = ReadonlyMap<number, readonly Change[]>;
