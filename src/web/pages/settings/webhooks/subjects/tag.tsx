import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { listTags } from "../../../../../contract/index.ts";
import { tagKind } from "../../../../../kernel/index.ts";
import { ask } from "../../../../api/queries.ts";
import { useTexts } from "../../../../i18n/index.ts";
import type { SubjectFieldProps, SubjectForm } from "./subjectForm.ts";

export const tagForm: SubjectForm = {
  isWatchedBy: ({ segment }) => segment === null,
  isChosen: ({ tags }) => tags.length > 0,
  watched: ({ tags }) => ({ tags: [...tags] }),
  Field: TagField,
};

function TagField({ draft, onChange }: SubjectFieldProps) {
  const { t, pick } = useTexts();
  const tags = useQuery(ask(listTags, {})).data?.items ?? [];
  return (
    <Select
      mode="multiple"
      aria-label={t("webhooks.tags")}
      placeholder={t("webhooks.pickTags")}
      value={[...draft.tags]}
      onChange={(next) => onChange({ tags: next })}
      optionFilterProp="label"
      options={tags.filter(({ kind }) => tagKind(kind).hasMembers).map(({ code, name }) => ({ value: code, label: pick(name) }))}
    />
  );
}
