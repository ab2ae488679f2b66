import { Select } from "antd";
import type { DepartmentShape } from "../../../../contract/index.ts";
import { useTexts } from "../../../i18n/index.ts";
import { departmentPaths } from "./departmentPaths.ts";

interface Props {
  readonly id: string;
  readonly departments: readonly DepartmentShape[];
  readonly value: string | null;
  readonly onChange: (department: string | null) => void;
  /** The text for no department. */
  readonly none: string;
  /** Departments that cannot be chosen. */
  readonly without?: ReadonlySet<string>;
}

const NONE = "none";

/** Chooses a department by its path, with search. */
export function DepartmentSelect({ id, departments, value, onChange, none, without }: Props) {
  const { t } = useTexts();
  return (
    <Select
      id={id}
      showSearch
      optionFilterProp="label"
      notFoundContent={t("people.noDepartmentFound")}
      value={value ?? NONE}
      onChange={(next) => onChange(next === NONE ? null : next)}
      options={[
        { value: NONE, label: none },
        ...departmentPaths(departments)
          .filter((each) => !without?.has(each.id))
          .map((each) => ({ value: each.id, label: each.label })),
      ]}
    />
  );
}
