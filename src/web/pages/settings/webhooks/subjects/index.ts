import type { WebhookShape, WebhookSubject } from "../../../../../contract/index.ts";
import { segmentForm } from "./segment.tsx";
import type { SubjectForm } from "./subjectForm.ts";
import { tagForm } from "./tag.tsx";

/** The forms of all kinds of subjects, in the order of the choice. */
export const SUBJECT_FORMS: Readonly<Record<WebhookSubject, SubjectForm>> = { tag: tagForm, segment: segmentForm };

export const SUBJECTS = Object.keys(SUBJECT_FORMS) as readonly WebhookSubject[];

export function subjectWatchedBy(webhook: WebhookShape): WebhookSubject {
  return SUBJECTS.find((subject) => SUBJECT_FORMS[subject].isWatchedBy(webhook))!;
}

export type { WatchedDraft } from "./subjectForm.ts";
