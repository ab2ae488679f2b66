import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { listSegments } from "../../../../../contract/index.ts";
import { ask } from "../../../../api/queries.ts";
import { useTexts } from "../../../../i18n/index.ts";
import type { SubjectFieldProps } from "./subjectField.ts";

export function SegmentField({ keys: [chosen], onChange }: SubjectFieldProps) {
  const { t } = useTexts();
  const segments = useQuery(ask(listSegments, {})).data?.items ?? [];
  return (
    <Select
      aria-label={t("webhooks.segment")}
      placeholder={t("webhooks.pickSegment")}
      {...(chosen !== undefined && { value: chosen })}
      onChange={(next: string) => onChange([next])}
      options={segments.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
