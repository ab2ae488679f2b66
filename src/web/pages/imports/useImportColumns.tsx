import { useMemo } from "react";
import type { ImportRecord } from "../../../contract/index.ts";
import { Ago } from "../../components/Ago.tsx";
import { Exact } from "../../components/Num.tsx";
import type { Column } from "../../components/table/tableColumn.ts";
import { useTexts } from "../../i18n/index.ts";

export function useImportColumns(onOpen: (report: ImportRecord) => void): readonly Column<ImportRecord>[] {
  const { t } = useTexts();
  return useMemo(() => {
    const count = (key: "read" | "accepted" | "skipped" | "customersCreated" | "eventsAdded", wide = true): Column<ImportRecord> => ({
      key,
      title: t(`imports.${key}`),
      width: 108,
      phone: 84,
      align: "right",
      wide,
      bone: 48,
      cell: (report) => (
        <span className={key === "skipped" && report.skipped > 0 ? "tw-attention" : undefined}>
          <Exact value={report[key]} />
        </span>
      ),
    });
    return [
      {
        key: "file",
        title: t("imports.file"),
        width: 180,
        phone: 160,
        grow: 2,
        bone: 140,
        cell: (report) => (
          <button type="button" className="tw-import-name tw-cut" data-main onClick={() => onOpen(report)}>
            {report.file}
            {report.state !== "done" && <span className="tw-quiet"> · {t("imports.undoneShort")}</span>}
          </button>
        ),
      },
      {
        key: "at",
        title: t("imports.at"),
        width: 112,
        wide: true,
        bone: 60,
        cell: ({ startedAt }) => (
          <span className="tw-quiet">
            <Ago at={startedAt} />
          </span>
        ),
      },
      count("read"),
      count("accepted", false),
      count("skipped", false),
      count("customersCreated"),
      count("eventsAdded"),
    ];
  }, [t, onOpen]);
}
