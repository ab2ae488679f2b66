import { z } from "zod";
import type { WatchedThing, WebhookSubjectKind } from "./define.ts";
import { segmentSubject } from "./segment.ts";
import { tagSubject } from "./tag.ts";

const SUBJECTS = [tagSubject, segmentSubject] as const;

/** The fields of requests that name what a webhook watches. */
export const WatchedRequest = { ...tagSubject.requested, ...segmentSubject.requested };
export type WatchedRequest = z.output<z.ZodObject<typeof WatchedRequest>>;

/** The fields of a webhook that show what it watches. */
export const WatchedShape = { ...tagSubject.shown, ...segmentSubject.shown };
export type WatchedShape = z.output<z.ZodObject<typeof WatchedShape>>;

/** The kinds of things that a webhook may watch. */
export const WebhookSubject = z.enum(SUBJECTS.map(({ kind }) => kind));
export type WebhookSubject = z.output<typeof WebhookSubject>;

type AnyKind = WebhookSubjectKind<WebhookSubject, typeof WatchedRequest, typeof WatchedShape>;

/** All kinds, in the order in which people see them. */
export const WEBHOOK_SUBJECTS = SUBJECTS as unknown as readonly AnyKind[];

export function webhookSubjectOf(subject: WebhookSubject): AnyKind {
  return WEBHOOK_SUBJECTS.find(({ kind }) => kind === subject)!;
}

/** Everything that a webhook watches, whatever its kind. */
export function watchedThings(webhook: WatchedShape): WatchedThing[] {
  return WEBHOOK_SUBJECTS.flatMap((kind) => kind.watchedBy(webhook));
}
