import type { WebhookTypeName } from "../../../contract/index.ts";
import type { Ctx } from "../../../engine/index.ts";
import type { Subject } from "../subject.ts";

/** One change in the form of the body, without the customer's identities. */
export interface Change {
  readonly customer: number;
  readonly cause: string;
  readonly [field: string]: unknown;
}

export interface Counted {
  readonly evaluation: number;
  readonly changes: Readonly<Partial<Record<WebhookTypeName, number>>>;
}

/** Gives the changes that messages about a kind of subject contain. */
export interface Source<S extends Subject = Subject> {
  /**
   * The types in the order of messages about one evaluation: customers leave before others enter, so that a limit of the receiver is not
   * exceeded.
   */
  readonly types: readonly WebhookTypeName[];
  /** The evaluations after one, up to another, oldest first, at most `limit`, with the number of changes of each type. */
  count(ctx: Ctx, subject: S, range: { readonly after: number; readonly upTo: number; readonly limit: number }): Promise<Counted[]>;
  /**
   * The changes of a type in an evaluation from a position on, always in the same order; and the instant that the evaluation is true as of.
   */
  read(
    ctx: Ctx,
    subject: S,
    type: WebhookTypeName,
    evaluation: number,
    page: { readonly from: number; readonly limit: number },
  ): Promise<{ readonly at: string | null; readonly changes: readonly Change[] }>;
  /** The fields of a sample change that name the subject, so that the receiver sees its own tag. */
  sample(ctx: Ctx, subject: S, type: WebhookTypeName): Promise<Readonly<Record<string, unknown>>>;
}
