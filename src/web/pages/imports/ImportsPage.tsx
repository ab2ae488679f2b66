import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { listImports, type ImportRecord } from "../../../contract/index.ts";
import { askPages } from "../../api/queries.ts";
import { PageHeader } from "../../components/PageHeader.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { DataTable } from "../../components/table/DataTable.tsx";
import { useTexts } from "../../i18n/index.ts";
import { StartImport } from "./StartImport.tsx";
import { ReportDrawer } from "./ReportDrawer.tsx";
import { Sources } from "./sources/Sources.tsx";
import { useImportColumns } from "./useImportColumns.tsx";
import "./imports.css";
import "./mapping.css";

/** The import of a file, and the import history. */
export function ImportsPage() {
  const { t } = useTexts();
  const [shown, setShown] = useState<ImportRecord | null>(null);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(askPages(listImports, { limit: 50 }));
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);
  const columns = useImportColumns(setShown);
  return (
    <div className="tw-page">
      <PageHeader title={t("shell.imports")} />
      <StartImport />
      {error ? (
        <ProblemNote problem={error} onRetry={() => void refetch()} />
      ) : (
        rows?.length !== 0 && (
          <section className="tw-imports-before">
            <h2>{t("imports.before")}</h2>
            <DataTable
              label={t("imports.before")}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              more={{ has: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
              height={36 + 36 * Math.min(12, Math.max(1, rows?.length ?? 3))}
              empty={null}
            />
          </section>
        )
      )}
      <Sources />
      <ReportDrawer report={shown} onClose={() => setShown(null)} />
    </div>
  );
}
