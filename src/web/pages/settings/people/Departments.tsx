import { useQuery } from "@tanstack/react-query";
import { Button, Popconfirm } from "antd";
import { useMemo, useState } from "react";
import { listDepartments, removeDepartment, type DepartmentShape } from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { useAct } from "../../../api/useAct.ts";
import { Empty } from "../../../components/Empty.tsx";
import { Icon } from "../../../components/Icon.tsx";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { DataTable } from "../../../components/table/DataTable.tsx";
import type { Column } from "../../../components/table/tableColumn.ts";
import { useTexts } from "../../../i18n/index.ts";
import { heightOf } from "../../catalogue/height.ts";
import { DepartmentForm, type DepartmentDraft } from "./DepartmentForm.tsx";
import { departmentPaths } from "./departmentPaths.ts";
import { usePeopleChanged } from "./usePeopleChanged.ts";

type Line = DepartmentShape & { readonly level: number };

const INDENT_PIXELS = 18;

/** The tree of departments. Each can be renamed, moved and, when empty, removed. */
export function Departments() {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(ask(listDepartments, {}));
  const [draft, setDraft] = useState<DepartmentDraft>();
  const changed = usePeopleChanged();
  const remove = useAct(removeDepartment, { onSuccess: changed });
  const { mutate } = remove;
  const columns = useDepartmentColumns(setDraft, (department) => mutate({ department }));
  const rows = useMemo(() => {
    const levels = new Map(departmentPaths(data?.items ?? []).map(({ id, level }) => [id, level]));
    return data?.items.map((each): Line => ({ ...each, level: levels.get(each.id) ?? 1 }));
  }, [data]);
  const add = (
    <Button type="primary" icon={<Icon name="plus" />} onClick={() => setDraft({ id: null, name: "", parent: null })}>
      {t("departments.new")}
    </Button>
  );
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className="tw-keys-head">
        <p className="tw-quiet">{t("departments.lead")}</p>
        {rows && rows.length > 0 && add}
      </div>
      {remove.error && <ProblemNote problem={remove.error} />}
      <DataTable
        tree
        label={t("people.view.departments")}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        rowProps={({ level }) => ({ "aria-level": level })}
        height={heightOf(rows)}
        empty={
          <Empty picture="people" title={t("departments.none")} action={add}>
            {t("departments.noneHelp")}
          </Empty>
        }
      />
      <DepartmentForm draft={draft} departments={data?.items ?? []} onChange={setDraft} onClose={() => setDraft(undefined)} />
    </>
  );
}

function useDepartmentColumns(edit: (draft: DepartmentDraft) => void, remove: (id: string) => void): readonly Column<Line>[] {
  const { t } = useTexts();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("departments.name"),
        width: 180,
        phone: 150,
        grow: 3,
        bone: 120,
        cell: ({ id, name, parent, level }) => (
          <button
            type="button"
            className="tw-person-name tw-cut"
            data-main
            style={{ marginLeft: (level - 1) * INDENT_PIXELS }}
            onClick={() => edit({ id, name, parent })}
          >
            {name}
          </button>
        ),
      },
      {
        key: "people",
        title: t("departments.people"),
        width: 84,
        phone: 64,
        align: "right",
        bone: 24,
        cell: ({ people, peopleBelow }) => <span title={t("departments.own", { count: people })}>{peopleBelow}</span>,
      },
      {
        key: "acts",
        title: "",
        width: 170,
        phone: 128,
        bone: 0,
        cell: ({ id, name }) => (
          <span className="tw-department-acts">
            <button type="button" className="tw-link" onClick={() => edit({ id: null, name: "", parent: id })}>
              {t("departments.addBelow")}
            </button>
            <Popconfirm
              title={t("departments.removeAsk", { name })}
              okText={t("common.delete")}
              cancelText={t("common.cancel")}
              okButtonProps={{ danger: true }}
              onConfirm={() => remove(id)}
            >
              <button type="button" className="tw-link tw-department-remove">
                {t("common.delete")}
              </button>
            </Popconfirm>
          </span>
        ),
      },
    ],
    [t, edit, remove],
  );
}
