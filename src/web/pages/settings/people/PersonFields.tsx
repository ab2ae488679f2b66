import { Input, Select } from "antd";
import { PersonRole, type DepartmentShape } from "../../../../contract/index.ts";
import { useTexts } from "../../../i18n/index.ts";
import { DepartmentSelect } from "./DepartmentSelect.tsx";

export interface PersonDraft {
  readonly name: string;
  readonly role: PersonRole;
  readonly department: string | null;
}

interface Props {
  /** Makes the ids of the fields unique in the page. */
  readonly prefix: string;
  readonly draft: PersonDraft;
  readonly departments: readonly DepartmentShape[];
  readonly onChange: (draft: PersonDraft) => void;
}

/** The fields that an administrator sets: name, role, department. */
export function PersonFields({ prefix, draft, departments, onChange }: Props) {
  const { t } = useTexts();
  return (
    <>
      <label htmlFor={`${prefix}-name`}>{t("settings.name")}</label>
      <Input
        id={`${prefix}-name`}
        maxLength={100}
        autoComplete="off"
        value={draft.name}
        onChange={(event) => onChange({ ...draft, name: event.target.value })}
      />
      <RoleAndDepartment prefix={prefix} draft={draft} departments={departments} onChange={(change) => onChange({ ...draft, ...change })} />
    </>
  );
}

interface RoleProps {
  readonly prefix: string;
  readonly draft: Pick<PersonDraft, "role" | "department">;
  readonly departments: readonly DepartmentShape[];
  readonly onChange: (draft: Pick<PersonDraft, "role" | "department">) => void;
}

export function RoleAndDepartment({ prefix, draft, departments, onChange }: RoleProps) {
  const { t } = useTexts();
  const { role, department } = draft;
  return (
    <>
      <label htmlFor={`${prefix}-role`}>{t("settings.role")}</label>
      <Select
        id={`${prefix}-role`}
        value={role}
        onChange={(next) => onChange({ role: next, department })}
        options={PersonRole.options.map((value) => ({ value, label: `${t(`role.${value}`)} — ${t(`roleHelp.${value}`)}` }))}
      />
      <label htmlFor={`${prefix}-department`}>{t("people.department")}</label>
      <DepartmentSelect
        id={`${prefix}-department`}
        departments={departments}
        value={department}
        onChange={(next) => onChange({ role, department: next })}
        none={t("people.noDepartment")}
      />
    </>
  );
}
