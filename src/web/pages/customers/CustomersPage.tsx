import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useMemo, useState } from "react";
import { listCustomers } from "../../../contract/index.ts";
import { askPages } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { CombinationField } from "../../components/combine/CombinationField.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Filters } from "../../components/Filters.tsx";
import { ExportButton } from "../../components/export/ExportButton.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { SearchField } from "../../components/SearchField.tsx";
import type { Selected } from "../../components/table/selection.ts";
import { DataTable } from "../../components/table/DataTable.tsx";
import { useTexts } from "../../i18n/index.ts";
import { usePhone } from "../../preferences.ts";
import { AssignBar } from "./AssignBar.tsx";
import { ColumnChoice } from "./ColumnChoice.tsx";
import { SaveSegment } from "./SaveSegment.tsx";
import { useCustomerColumns } from "./useCustomerColumns.tsx";
import "./customers.css";

const PAGE_ROWS = 100;

/** The customers, filtered by a combination of tags and by name or identity. */
export function CustomersPage() {
  const { t } = useTexts();
  const { where, q } = useSearch({ from: "/frame/customers" });
  const navigate = useNavigate({ from: "/customers" });
  const [mayExport, mayImport, maySave] = [useMay("data.export"), useMay("data.import"), useMay("segment.edit")];
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData } = useInfiniteQuery({
    ...askPages(listCustomers, { where, q, limit: PAGE_ROWS }),
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);
  const total = data?.pages[0]?.total;
  const mayAssign = useMay("tag.assign");
  const [selected, setSelected] = useState<Selected>(new Set());
  const chosenRows = useMemo(() => rows?.filter(({ customer }) => selected.has(String(customer))) ?? [], [rows, selected]);
  const phone = usePhone();
  const { all, shown, chosen } = useCustomerColumns();
  const change = (next: { where?: string | undefined; q?: string | undefined }): void =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  // A problem of the combination is shown at its field.
  const wrongWhere =
    error !== null &&
    where !== undefined &&
    (typeof error.details.params?.["column"] === "number" || /^(COMBINATION|RULE)_/.test(error.code));
  const filtered = where !== undefined || q !== undefined;

  return (
    <div className="tw-page tw-page-fill">
      <PageHeader
        title={t("shell.customers")}
        count={error ? undefined : (total ?? undefined)}
        action={
          <>
            {mayExport && <ExportButton what="customers" where={where} label={t("customers.export")} />}
            {maySave && where !== undefined && !error && <SaveSegment where={where} />}
          </>
        }
      />
      <Filters active={(where ? 1 : 0) + (q ? 1 : 0)} onClear={() => change({ where: undefined, q: undefined })}>
        <SearchField label={t("customers.search")} value={q ?? ""} onChange={(next) => change({ q: next || undefined })} />
        <CombinationField
          value={where ?? ""}
          onChange={(next) => change({ where: next || undefined })}
          problem={wrongWhere ? error : null}
        />
        <ColumnChoice all={all} chosen={chosen} />
      </Filters>
      {error && !wrongWhere ? (
        <ProblemNote problem={error} onRetry={() => void refetch()} />
      ) : (
        <div className={`tw-customers${isPlaceholderData ? " tw-customers-old" : ""}`}>
          <DataTable
            label={t("customers.label")}
            columns={shown}
            rows={wrongWhere ? [] : rows}
            rowKey={({ customer }) => String(customer)}
            total={total ?? null}
            select={
              mayAssign && !phone ? { selected, onChange: setSelected, nameOf: ({ customer, name }) => name ?? `#${customer}` } : null
            }
            more={{ has: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
            empty={
              wrongWhere ? (
                <Empty picture="circles" title={t("customers.wrong")}>
                  {t("customers.wrongHelp")}
                </Empty>
              ) : filtered ? (
                <Empty
                  picture="search"
                  title={t("customers.noneFound")}
                  action={<Button onClick={() => change({ where: undefined, q: undefined })}>{t("filter.clear")}</Button>}
                >
                  {t("customers.noneFoundHelp")}
                </Empty>
              ) : (
                <Empty
                  picture="people"
                  title={t("customers.none")}
                  action={
                    mayImport && (
                      <Link to="/imports">
                        <Button type="primary">{t("first.action")}</Button>
                      </Link>
                    )
                  }
                >
                  {t("customers.noneHelp")}
                </Empty>
              )
            }
          />
          {mayAssign && <AssignBar chosen={chosenRows} onClear={() => setSelected(new Set())} />}
        </div>
      )}
    </div>
  );
}
