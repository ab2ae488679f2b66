import { Select } from "antd";
import { TagKind, TagState, type TagGroup } from "../../../contract/index.ts";
import { Filters } from "../../components/Filters.tsx";
import { SearchField } from "../../components/SearchField.tsx";
import { useTexts } from "../../i18n/index.ts";
import type { TagFilter } from "./tree.ts";

interface Props {
  readonly groups: readonly TagGroup[];
  readonly filter: TagFilter;
  readonly onChange: (change: TagFilter) => void;
}

export function TagFilters({ groups, filter, onChange }: Props) {
  const { t, pick } = useTexts();
  const active = [filter.q, filter.kind, filter.group, filter.state].filter(Boolean).length;
  return (
    <Filters active={active} onClear={() => onChange({ q: undefined, kind: undefined, group: undefined, state: undefined })}>
      <SearchField label={t("tags.filterText")} value={filter.q ?? ""} onChange={(q) => onChange({ q: q || undefined })} />
      <Select
        className="tw-filter-choice"
        placeholder={t("tags.kind")}
        aria-label={t("tags.kind")}
        allowClear
        value={filter.kind}
        onChange={(kind?: string) => onChange({ kind })}
        options={TagKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <Select
        className="tw-filter-wide"
        placeholder={t("tags.group")}
        aria-label={t("tags.group")}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        popupMatchSelectWidth={false}
        value={filter.group}
        onChange={(group?: string) => onChange({ group })}
        options={groups.map(({ id, path }) => ({ value: String(id), label: path.map(pick).join(" / ") }))}
      />
      <Select
        className="tw-filter-choice"
        placeholder={t("tags.state")}
        aria-label={t("tags.state")}
        allowClear
        value={filter.state}
        onChange={(state?: string) => onChange({ state })}
        options={["failing" as const, ...TagState.options].map((value) => ({ value, label: t(`tagState.${value}`) }))}
      />
    </Filters>
  );
}
