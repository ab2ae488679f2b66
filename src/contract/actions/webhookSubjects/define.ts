import type { z } from "zod";
import type { Text } from "../../../kernel/index.ts";

/** Something that a webhook watches: its key in requests, and its name. */
export interface WatchedThing {
  readonly key: string;
  readonly name: Text;
}

/**
 * A kind of thing that webhooks watch. A new kind is one file of this folder and of the folders actions/webhooks/subjects and
 * web/pages/settings/webhooks/subjects, with a line in the list of each.
 */
export interface WebhookSubjectKind<
  K extends string = string,
  R extends z.ZodRawShape = z.ZodRawShape,
  S extends z.ZodRawShape = z.ZodRawShape,
> {
  /** Also the name of its option on the command line: `--tag`. */
  readonly kind: K;
  readonly name: Text;
  /** Whether one webhook may watch several. */
  readonly isSeveral: boolean;
  /** What the command line says about its option. */
  readonly help: Text;
  /** The fields of a request that name it, all optional. */
  readonly requested: R;
  /** The fields of a webhook in answers. They are empty or null when the webhook watches another kind. */
  readonly shown: S;
  /** The part of a request that names the things with these keys. */
  request(keys: readonly string[]): z.output<z.ZodObject<R>>;
  /** What the webhook watches of this kind; nothing when it watches another kind. */
  watchedBy(webhook: z.output<z.ZodObject<S>>): readonly WatchedThing[];
}

/** Fixes the types of a kind's parts. */
export function subjectKind<const K extends string, R extends z.ZodRawShape, S extends z.ZodRawShape>(
  kind: WebhookSubjectKind<K, R, S>,
): WebhookSubjectKind<K, R, S> {
  return kind;
}
