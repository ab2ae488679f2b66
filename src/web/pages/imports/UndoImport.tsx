import { useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm } from "antd";
import { useEffect, useState } from "react";
import { undoImport, type ImportReport, type UndoResult } from "../../../contract/index.ts";
import { useAct } from "../../api/useAct.ts";
import { useJob } from "../../api/useJob.ts";
import { Icon } from "../../components/Icon.tsx";
import { JobProgress } from "../../components/JobProgress.tsx";
import { Exact } from "../../components/Num.tsx";
import { Attention, ProblemNote } from "../../components/ProblemNote.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";

const TAKEN = ["events", "customers", "attributes", "identities", "tagged", "products", "kept"] as const;

/** The undo of an import: confirmation, progress, result. */
export function UndoImport({ report }: { report: ImportReport }) {
  const { t } = useTexts();
  const { exact } = useFormat();
  const client = useQueryClient();
  const [started, setStarted] = useState<string>();
  const begin = useAct(undoImport, { onSuccess: ({ job }) => setStarted(job) });
  const job = useJob(started);
  const ended = job?.state === "done";
  useEffect(() => {
    if (ended) void client.invalidateQueries();
  }, [ended, client]);
  if (job) {
    return (
      <>
        <JobProgress job={job} done={t("imports.undone")} />
        {job.state === "done" && <Taken result={job.result as UndoResult} />}
      </>
    );
  }
  return (
    <>
      <Popconfirm
        title={t("imports.undoAsk", {
          events: exact(report.eventsAdded),
          customers: exact(report.customersCreated),
          tagged: exact(report.tagged),
        })}
        description={t("imports.undoKeeps")}
        okText={t("imports.undo")}
        cancelText={t("common.cancel")}
        onConfirm={() => begin.mutate({ import: report.id })}
      >
        <Button size="small" danger icon={<Icon name="trash" />} loading={begin.isPending}>
          {t("imports.undo")}
        </Button>
      </Popconfirm>
      {begin.error && <ProblemNote problem={begin.error} />}
    </>
  );
}

/** The counts of what the undo removed. */
export function Taken({ result }: { result: UndoResult }) {
  const { t, pick } = useTexts();
  return (
    <>
      <ul className="tw-report-list">
        {TAKEN.filter((key) => result[key] > 0).map((key) => (
          <li key={key}>
            <span className="tw-quiet">{t(`undo.${key}`)}</span>
            <Exact value={result[key]} />
          </li>
        ))}
      </ul>
      {result.warnings.length > 0 && (
        <Attention>
          {result.warnings.map((warning) => (
            <p key={warning.en}>{pick(warning)}</p>
          ))}
        </Attention>
      )}
    </>
  );
}
