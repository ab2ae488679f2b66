import type { WebhookTypeName } from "../../../contract/index.ts";
import type { Ctx } from "../../../engine/index.ts";
import type { Subject } from "../subject.ts";

/** One change as the body has it, but for the customer's identities. */
export interface Change {
  readonly customer: number;
  readonly cause: string;
  readonly [field: string]: unknown;
}

export interface Counted {
  readonly evaluation: number;
  readonly changes: Readonly<Partial<Record<WebhookTypeName, number>>>;
}

/** Where messages about a subject come from. */
export interface Source<S extends Subject = Subject> {
  /** Its types in the order in which one evaluation is told: a customer leaves before another enters, so that limits hold at the receiver. */
  readonly types: readonly WebhookTypeName[];
  /** Evaluations after one, up to another, oldest first, at most `limit`, with how many changes of each type they made. */
  count(ctx: Ctx, subject: S, range: { readonly after: number; readonly upTo: number; readonly limit: number }): Promise<Counted[]>;
  /** The changes of a type in an evaluation from a place on, always in the same order; and the instant the evaluation answered about. */
  read(
    ctx: Ctx,
    subject: S,
    type: WebhookTypeName,
    evaluation: number,
    page: { readonly from: number; readonly limit: number },
  ): Promise<{ readonly at: string | null; readonly changes: readonly Change[] }>;
  /** The fields of a test's change that name the subject, so that the receiver sees its own tag. */
  sample(ctx: Ctx, subject: S, type: WebhookTypeName): Promise<Readonly<Record<string, unknown>>>;
}
