import type { WatchedRequest, WatchedShape, WebhookSubject, WebhookTypeName } from "../../../contract/index.ts";
import type { Ctx } from "../../../engine/index.ts";
import type { WebhookRow } from "../rows.ts";

/**
 * What the webhook watched when a delivery was planned. It is stored with the delivery, so that a later edit does not change its message.
 * Each kind adds its own fields.
 */
export interface Subject {
  readonly kind: string;
}

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

/** The columns of `webhooks` that hold what is watched. */
export type WatchedColumns = Pick<WebhookRow, "tags" | "segment">;

/**
 * A kind of thing that webhooks watch, on the server. Its name and its fields in requests and answers stand in
 * contract/actions/webhookSubjects, its types in contract/actions/webhookTypes.
 */
export interface ServerSubjectKind<S extends Subject = Subject> {
  readonly kind: WebhookSubject;
  /** Whether a request names something of this kind; whether a webhook watches something of it. */
  isNamedBy(request: WatchedRequest): boolean;
  isWatchedBy(columns: WatchedColumns): boolean;
  /** What a request names, as it is stored. @throws when it does not exist or can never have a message of the types */
  resolve(ctx: Ctx, request: WatchedRequest, types: readonly WebhookTypeName[]): Promise<Partial<WatchedColumns>>;
  /** Reads names once; gives a function that makes the fields of an answer from the stored columns. */
  describe(ctx: Ctx): Promise<(columns: WatchedColumns) => Partial<WatchedShape>>;
  /** What the webhook watches now; null when it was deleted. */
  current(ctx: Ctx, columns: WatchedColumns): Promise<S | null>;
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

/** The type with this name among those of a kind. */
export function typeNamed<T extends { readonly type: WebhookTypeName }>(types: readonly T[], name: WebhookTypeName): T {
  return types.find(({ type }) => type === name)!;
}
