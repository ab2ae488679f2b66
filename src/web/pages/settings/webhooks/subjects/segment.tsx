import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { listSegments } from "../../../../../contract/index.ts";
import { ask } from "../../../../api/queries.ts";
import { useTexts } from "../../../../i18n/index.ts";
import type { SubjectFieldProps, SubjectForm } from "./subjectForm.ts";

export const segmentForm: SubjectForm = {
  isWatchedBy: ({ segment }) => segment !== null,
  isChosen: ({ segment }) => segment !== undefined,
  watched: ({ segment }) => ({ segment }),
  Field: SegmentField,
};

function SegmentField({ draft, onChange }: SubjectFieldProps) {
  const { t } = useTexts();
  const segments = useQuery(ask(listSegments, {})).data?.items ?? [];
  return (
    <Select
      aria-label={t("webhooks.segment")}
      placeholder={t("webhooks.pickSegment")}
      {...(draft.segment !== undefined && { value: draft.segment })}
      onChange={(next: string) => onChange({ segment: next })}
      options={segments.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
