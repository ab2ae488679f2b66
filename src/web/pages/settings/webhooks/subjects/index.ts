import type { ComponentType } from "react";
import type { WebhookSubject } from "../../../../../contract/index.ts";
import { SegmentField } from "./SegmentField.tsx";
import type { SubjectFieldProps } from "./subjectField.ts";
import { TagField } from "./TagField.tsx";

/** The field of the form for each kind of thing that webhooks watch. */
export const SUBJECT_FIELDS: Readonly<Record<WebhookSubject, ComponentType<SubjectFieldProps>>> = { tag: TagField, segment: SegmentField };
