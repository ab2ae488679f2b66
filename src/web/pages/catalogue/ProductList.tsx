import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useMemo } from "react";
import { listProducts } from "../../../contract/index.ts";
import { askPages } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { Empty } from "../../components/Empty.tsx";
import { Filters } from "../../components/Filters.tsx";
import { Exact } from "../../components/Num.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { SearchField } from "../../components/SearchField.tsx";
import { DataTable } from "../../components/table/DataTable.tsx";
import { useTexts } from "../../i18n/index.ts";
import { heightOf } from "./height.ts";
import { useProductColumns } from "./useProductColumns.tsx";

const PAGE_ROWS = 200;

/** The imported products, page by page. The search text is in the address. */
export function ProductList() {
  const { t } = useTexts();
  const { q } = useSearch({ from: "/frame/settings" });
  const navigate = useNavigate({ from: "/settings" });
  const mayImport = useMay("data.import");
  const columns = useProductColumns();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...askPages(listProducts, { q, limit: PAGE_ROWS }),
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);
  const total = data?.pages[0]?.total ?? null;
  const search = (next: string | undefined): void =>
    void navigate({ search: (before) => ({ ...before, q: next }), replace: true, resetScroll: false });
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  const bring = mayImport && (
    <Link to="/imports">
      <Button type="primary">{t("products.bring")}</Button>
    </Link>
  );
  return (
    <>
      <p className="tw-quiet tw-catalogue-lead">{t("products.lead")}</p>
      {(q !== undefined || rows === undefined || rows.length > 0) && (
        <Filters active={q === undefined ? 0 : 1} onClear={() => search(undefined)}>
          <SearchField label={t("products.search")} value={q ?? ""} onChange={(next) => search(next || undefined)} />
          {total !== null && (
            <span className="tw-quiet tw-products-count" role="status">
              <Exact value={total} /> {t("products.count")}
            </span>
          )}
        </Filters>
      )}
      <DataTable
        label={t("catalogue.products")}
        columns={columns}
        rows={rows}
        rowKey={({ sku }) => sku}
        total={total}
        height={heightOf(rows)}
        more={{ has: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
        empty={
          q === undefined ? (
            <Empty picture="label" title={t("products.none")} action={bring}>
              {t("products.noneHelp")}
            </Empty>
          ) : (
            <Empty
              picture="search"
              title={t("products.noneFound")}
              action={<Button onClick={() => search(undefined)}>{t("filter.clear")}</Button>}
            >
              {t("products.noneFoundHelp")}
            </Empty>
          )
        }
      />
    </>
  );
}
