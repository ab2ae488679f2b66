import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { listTags } from "../../../../../contract/index.ts";
import { tagKind } from "../../../../../kernel/index.ts";
import { ask } from "../../../../api/queries.ts";
import { useTexts } from "../../../../i18n/index.ts";
import type { SubjectFieldProps } from "./subjectField.ts";

export function TagField({ keys, onChange }: SubjectFieldProps) {
  const { t, pick } = useTexts();
  const tags = useQuery(ask(listTags, {})).data?.items ?? [];
  return (
    <Select
      mode="multiple"
      aria-label={t("webhooks.tags")}
      placeholder={t("webhooks.pickTags")}
      value={[...keys]}
      onChange={onChange}
      optionFilterProp="label"
      options={tags.filter(({ kind }) => tagKind(kind).hasMembers).map(({ code, name }) => ({ value: code, label: pick(name) }))}
    />
  );
}
