import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Select } from "antd";
import { useCallback, useState } from "react";
import { listDepartments, listPeople, PersonRole, type DepartmentShape } from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { Empty } from "../../../components/Empty.tsx";
import { Filters } from "../../../components/Filters.tsx";
import { Icon } from "../../../components/Icon.tsx";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { SearchField } from "../../../components/SearchField.tsx";
import { DataTable } from "../../../components/table/DataTable.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { heightOf } from "../../catalogue/height.ts";
import { departmentPaths } from "./departmentPaths.ts";
import { InvitePerson } from "./InvitePerson.tsx";
import { NewPerson } from "./NewPerson.tsx";
import { PersonDrawer } from "./PersonDrawer.tsx";
import { usePersonColumns } from "./usePersonColumns.tsx";

const STATES = ["active", "disabled", "all"] as const;

/** The people of the workspace, filtered by name, role, department and state. */
export function PersonList() {
  const { t } = useTexts();
  const { q, role, department, state, person } = useSearch({ from: "/frame/settings" });
  const navigate = useNavigate({ from: "/settings" });
  const [making, setMaking] = useState(false);
  const [inviting, setInviting] = useState(false);
  const filters = {
    q,
    role: PersonRole.options.find((each) => each === role),
    department,
    state: STATES.find((each) => each === state) ?? "active",
  };
  const { data, error, refetch } = useQuery({ ...ask(listPeople, filters), placeholderData: keepPreviousData });
  const departments = useQuery(ask(listDepartments, {})).data?.items ?? [];
  const set = (change: Partial<Record<"q" | "role" | "department" | "state", string | undefined>>): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  const show = useCallback(
    (id: string | undefined) => void navigate({ search: (before) => ({ ...before, person: id }), resetScroll: false }),
    [navigate],
  );
  const columns = usePersonColumns(show);
  const active = [q, role, department, state].filter((each) => each !== undefined).length;
  const clear = (): void => set({ q: undefined, role: undefined, department: undefined, state: undefined });
  return (
    <>
      <div className="tw-keys-head">
        <p className="tw-quiet">{t("people.lead")}</p>
        <div className="tw-sessions-acts">
          <Button onClick={() => setMaking(true)}>{t("people.new")}</Button>
          <Button type="primary" icon={<Icon name="plus" />} onClick={() => setInviting(true)}>
            {t("invitations.new")}
          </Button>
        </div>
      </div>
      <Filters active={active} onClear={clear}>
        <SearchField label={t("people.search")} value={q ?? ""} onChange={(next) => set({ q: next || undefined })} />
        <Select
          className="tw-filter-choice"
          aria-label={t("settings.role")}
          value={filters.role ?? ""}
          onChange={(next) => set({ role: next || undefined })}
          options={[
            { value: "", label: t("people.anyRole") },
            ...PersonRole.options.map((value) => ({ value, label: t(`role.${value}`) })),
          ]}
        />
        <DepartmentFilter departments={departments} value={department} onChange={(next) => set({ department: next })} />
        <Select
          className="tw-filter-choice"
          aria-label={t("people.state")}
          value={filters.state}
          onChange={(next) => set({ state: next === "active" ? undefined : next })}
          options={STATES.map((value) => ({ value, label: t(`people.show.${value}`) }))}
        />
        {data && (
          <span className="tw-quiet tw-products-count" role="status">
            {t("people.count", { count: data.items.length })}
          </span>
        )}
      </Filters>
      {error ? (
        <ProblemNote problem={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          label={t("people.view.people")}
          columns={columns}
          rows={data?.items}
          rowKey={({ id }) => id}
          total={data?.items.length ?? null}
          height={heightOf(data?.items)}
          empty={
            <Empty picture="people" title={t("people.noneFound")} action={<Button onClick={clear}>{t("filter.clear")}</Button>}>
              {t("people.noneFoundHelp")}
            </Empty>
          }
        />
      )}
      <InvitePerson open={inviting} departments={departments} onClose={() => setInviting(false)} />
      <NewPerson open={making} departments={departments} onClose={() => setMaking(false)} />
      <PersonDrawer id={person} departments={departments} onClose={() => show(undefined)} />
    </>
  );
}

interface FilterProps {
  readonly departments: readonly DepartmentShape[];
  readonly value: string | undefined;
  readonly onChange: (department: string | undefined) => void;
}

function DepartmentFilter({ departments, value, onChange }: FilterProps) {
  const { t } = useTexts();
  return (
    <Select
      className="tw-filter-wide"
      aria-label={t("people.department")}
      showSearch
      optionFilterProp="label"
      popupMatchSelectWidth={false}
      notFoundContent={t("people.noDepartmentFound")}
      value={value ?? ""}
      onChange={(next) => onChange(next || undefined)}
      options={[
        { value: "", label: t("people.anyDepartment") },
        { value: "none", label: t("people.noDepartment") },
        ...departmentPaths(departments).map(({ id, label }) => ({ value: id, label })),
      ]}
    />
  );
}
