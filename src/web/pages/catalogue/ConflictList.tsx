import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { listConflicts } from "../../../contract/index.ts";
import { askPages } from "../../api/queries.ts";
import { Empty } from "../../components/Empty.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { DataTable } from "../../components/table/DataTable.tsx";
import { useTexts } from "../../i18n/index.ts";
import { heightOf } from "./height.ts";
import { useConflictColumns } from "./useConflictColumns.tsx";

const PAGE_ROWS = 100;

/** Messages whose id their sender used before for a different event. */
export function ConflictList() {
  const { t } = useTexts();
  const columns = useConflictColumns();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    askPages(listConflicts, { limit: PAGE_ROWS }),
  );
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  return (
    <>
      <p className="tw-quiet tw-catalogue-lead">{t("conflicts.lead")}</p>
      <DataTable
        label={t("catalogue.conflicts")}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => String(id)}
        total={data?.pages[0]?.total ?? null}
        height={heightOf(rows)}
        more={{ has: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
        empty={
          <Empty picture="label" title={t("conflicts.none")}>
            {t("conflicts.noneHelp")}
          </Empty>
        }
      />
    </>
  );
}
