import { WatchedRequest, watchedThings, webhookSubjectOf, type WatchedShape, type WebhookSubject } from "../../../contract/index.ts";
import type { Ctx } from "../../../engine/index.ts";
import { problem } from "../../../kernel/index.ts";
import { segmentSubject } from "./segment/index.ts";
import type { ServerSubjectKind, Subject, WatchedColumns } from "./subjectKind.ts";
import { tagSubject } from "./tag/index.ts";

const SUBJECTS: Readonly<Record<WebhookSubject, ServerSubjectKind>> = {
  tag: tagSubject as ServerSubjectKind,
  segment: segmentSubject as ServerSubjectKind,
};

const ALL = Object.values(SUBJECTS);

export function subjectKind({ kind }: Subject): ServerSubjectKind {
  return SUBJECTS[kind as WebhookSubject];
}

/** The kind that a request names. @throws WEBHOOK_SCOPE unless it names exactly one */
export function kindNamedBy(request: WatchedRequest): ServerSubjectKind {
  const [kind, ...others] = ALL.filter((each) => each.isNamedBy(request));
  if (!kind || others.length > 0) throw problem("WEBHOOK_SCOPE", {});
  return kind;
}

export function kindWatchedBy(columns: WatchedColumns): ServerSubjectKind {
  return ALL.find((each) => each.isWatchedBy(columns))!;
}

/** Whether a request says anything about what is watched. */
export function mentionsSubject(request: WatchedRequest): boolean {
  return Object.keys(WatchedRequest).some((field) => request[field as keyof WatchedRequest] !== undefined);
}

/** The request that names what a webhook watches. */
export async function requestOf(ctx: Ctx, columns: WatchedColumns): Promise<WatchedRequest> {
  const shown = (await describeSubjects(ctx))(columns);
  return webhookSubjectOf(kindWatchedBy(columns).kind).request(watchedThings(shown).map(({ key }) => key));
}

/** Reads names once; gives a function that makes all fields of an answer that show what is watched. */
export async function describeSubjects(ctx: Ctx): Promise<(columns: WatchedColumns) => WatchedShape> {
  const kinds = await Promise.all(ALL.map((kind) => kind.describe(ctx)));
  return (columns) => Object.assign({}, ...kinds.map((describe) => describe(columns))) as WatchedShape;
}

/** What the webhook watches now; null when it was deleted. */
export async function subjectOf(ctx: Ctx, columns: WatchedColumns): Promise<Subject | null> {
  return kindWatchedBy(columns).current(ctx, columns);
}

export type { Change, Counted, WatchedColumns } from "./subjectKind.ts";
