import { Select } from "antd";
import type { TagGroup } from "../../../../contract/index.ts";
import { useTexts } from "../../../i18n/index.ts";
import { groupFits } from "../../../components/tagText.ts";

/** Stands for the top of the tree, as the API writes it. */
export const TOP = "/";

interface Props {
  readonly id: string;
  readonly groups: readonly TagGroup[];
  /** The number of a group, or TOP; undefined: none is chosen. */
  readonly value: string | undefined;
  readonly onChange: (group: string) => void;
  /** The words for the top of the tree. */
  readonly top: string;
  /** Groups that cannot be chosen. */
  readonly without?: ReadonlySet<number>;
  readonly error?: boolean;
}

/** Chooses a group by its path. A search finds names in both languages, pinyin and initials. */
export function GroupSelect({ id, groups, value, onChange, top, without, error }: Props) {
  const { t, pick } = useTexts();
  const offered = groups.filter((group) => !without?.has(group.id));
  return (
    <Select
      id={id}
      style={{ width: "100%" }}
      placeholder={t("tagGroups.choose")}
      notFoundContent={t("tagGroups.noneFound")}
      {...(value !== undefined && { value })}
      onChange={onChange}
      {...(error && { status: "error" as const })}
      showSearch={{
        filterOption: (typed, option) => {
          const group = offered.find((one) => String(one.id) === option?.value);
          return group ? groupFits(group, typed) : top.includes(typed.trim());
        },
      }}
      options={[
        { value: TOP, label: top },
        ...offered.map(({ id: number, path }) => ({ value: String(number), label: path.map(pick).join(" / ") })),
      ]}
    />
  );
}
