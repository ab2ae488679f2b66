import { Button, Input, Modal } from "antd";
import { changeDepartment, createDepartment, type DepartmentShape } from "../../../../contract/index.ts";
import { useAct } from "../../../api/useAct.ts";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { DepartmentSelect } from "./DepartmentSelect.tsx";
import { withBelow } from "./departmentPaths.ts";
import { usePeopleChanged } from "./usePeopleChanged.ts";

export interface DepartmentDraft {
  /** Null: a new department. */
  readonly id: string | null;
  readonly name: string;
  readonly parent: string | null;
}

interface Props {
  /** Undefined: the form is closed. */
  readonly draft: DepartmentDraft | undefined;
  readonly departments: readonly DepartmentShape[];
  readonly onChange: (draft: DepartmentDraft) => void;
  readonly onClose: () => void;
}

/** Makes a department, or renames and moves one. */
export function DepartmentForm({ draft, departments, onChange, onClose }: Props) {
  const { t } = useTexts();
  const changed = usePeopleChanged();
  const close = (): void => {
    onClose();
    make.reset();
    change.reset();
  };
  const onSuccess = (): Promise<void> => changed().then(close);
  const make = useAct(createDepartment, { onSuccess });
  const change = useAct(changeDepartment, { onSuccess });
  const act = draft?.id === null ? make : change;
  const save = (): void => {
    if (!draft || draft.name.trim() === "") return;
    const { id, name, parent } = draft;
    if (id === null) return make.mutate({ name, parent });
    const stored = departments.find((each) => each.id === id);
    change.mutate({ department: id, ...(name !== stored?.name && { name }), ...(parent !== stored?.parent && { parent }) });
  };
  return (
    <Modal
      open={draft !== undefined}
      onCancel={close}
      title={t(draft?.id === null ? "departments.new" : "departments.change")}
      footer={
        <>
          <Button onClick={close}>{t("common.cancel")}</Button>
          <Button type="primary" disabled={!draft || draft.name.trim() === ""} loading={act.isPending} onClick={save}>
            {t(draft?.id === null ? "departments.new" : "people.save")}
          </Button>
        </>
      }
    >
      {draft && (
        <form
          className="tw-new-key"
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <label htmlFor="department-name">{t("departments.name")}</label>
          <Input
            id="department-name"
            maxLength={100}
            autoComplete="off"
            value={draft.name}
            onChange={(event) => onChange({ ...draft, name: event.target.value })}
          />
          <label htmlFor="department-parent">{t("departments.parent")}</label>
          <DepartmentSelect
            id="department-parent"
            departments={departments}
            value={draft.parent}
            onChange={(parent) => onChange({ ...draft, parent })}
            none={t("departments.top")}
            {...(draft.id !== null && { without: withBelow(departments, draft.id) })}
          />
          {act.error && <ProblemNote problem={act.error} />}
        </form>
      )}
    </Modal>
  );
}
