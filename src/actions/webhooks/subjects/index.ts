import type { WebhookSubject } from "../../../contract/index.ts";
import type { Ctx } from "../../../engine/index.ts";
import { problem } from "../../../kernel/index.ts";
import { segmentSubject } from "./segment/index.ts";
import type { Subject, Watched, WatchedColumns, WebhookSubjectKind } from "./subjectKind.ts";
import { tagSubject } from "./tag/index.ts";

const SUBJECTS: { readonly [K in WebhookSubject]: WebhookSubjectKind<Extract<Subject, { kind: K }>> } = {
  tag: tagSubject,
  segment: segmentSubject,
};

const ALL = Object.values(SUBJECTS) as unknown as readonly WebhookSubjectKind[];

export function subjectKind({ kind }: Pick<Subject, "kind">): WebhookSubjectKind {
  return SUBJECTS[kind] as unknown as WebhookSubjectKind;
}

/** The kind that a request names. @throws WEBHOOK_SCOPE unless it names exactly one */
export function kindNamedBy(watched: Watched): WebhookSubjectKind {
  const [kind, ...others] = ALL.filter((each) => each.isNamedBy(watched));
  if (!kind || others.length > 0) throw problem("WEBHOOK_SCOPE", {});
  return kind;
}

export function kindWatchedBy(columns: WatchedColumns): WebhookSubjectKind {
  return ALL.find((each) => each.isWatchedBy(columns))!;
}

/** What the webhook watches now; null when it was deleted. */
export async function subjectOf(ctx: Ctx, columns: WatchedColumns): Promise<Subject | null> {
  return kindWatchedBy(columns).current(ctx, columns);
}

export type { Change, Counted, Watched } from "./subjectKind.ts";
