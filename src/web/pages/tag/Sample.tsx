import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { listCustomers, type TagDetail } from "../../../contract/index.ts";
import { askPages } from "../../api/queries.ts";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { DataTable } from "../../components/table/DataTable.tsx";
import { useTexts } from "../../i18n/index.ts";
import { useSampleColumns } from "./useSampleColumns.tsx";

const SHOWN_ROWS = 10;

/** Some members. A click on one opens the reasons. */
export function Sample({ tag }: { tag: TagDetail }) {
  const { t } = useTexts();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    askPages(listCustomers, { where: tag.code, limit: 50 }),
  );
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);
  const columns = useSampleColumns(tag);
  if (error && !rows) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  const lines = Math.min(SHOWN_ROWS, Math.max(1, rows?.length ?? SHOWN_ROWS));
  return (
    <section className="tw-tag-sample">
      <div className="tw-sheet-head">
        <h2>{t("tag.sample")}</h2>
        <Link to="/customers" search={{ where: tag.code }} className="tw-link">
          {t("tag.all")}
        </Link>
      </div>
      <DataTable
        label={t("tag.sample")}
        columns={columns}
        rows={rows}
        rowKey={({ customer }) => String(customer)}
        total={tag.members}
        more={{ has: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
        height={36 + lines * 36}
        empty={<p className="tw-lines-none">{t("tag.nobody")}</p>}
      />
    </section>
  );
}
