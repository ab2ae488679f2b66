import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Drawer, Popconfirm } from "antd";
import { useEffect, useState } from "react";
import {
  sourceAddress,
  deleteSource,
  listSourceRuns,
  listSources,
  runSource,
  updateSource,
  type SourceShape,
  isOpenJob,
} from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { useAct } from "../../../api/useAct.ts";
import { useJob } from "../../../api/useJob.ts";
import { Ago } from "../../../components/Ago.tsx";
import { JobProgress } from "../../../components/JobProgress.tsx";
import { Num } from "../../../components/Num.tsx";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { usePhone } from "../../../preferences.ts";
import { periodText, SourceForm } from "./SourceForm.tsx";

/** One source in a drawer: what it reads, its position, its runs. */
export function SourceDrawer({ source, onClose }: { source: SourceShape | undefined; onClose: () => void }) {
  const phone = usePhone();
  const [last, setLast] = useState(source);
  if (source && source !== last) setLast(source);
  return (
    <Drawer open={source !== undefined} onClose={onClose} size={phone ? "100%" : 560} title={last?.name}>
      {last && <Content key={last.id} source={last} onClose={onClose} />}
    </Drawer>
  );
}

function Content({ source, onClose }: { source: SourceShape; onClose: () => void }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [editing, setEditing] = useState(false);
  const [started, setStarted] = useState<string>();
  const job = useJob(started);
  const refetchSources = async (): Promise<void> => {
    await Promise.all([listSources, listSourceRuns].map(({ id }) => client.invalidateQueries({ queryKey: [id] })));
  };
  const run = useAct(runSource, { onSuccess: ({ job: id }) => setStarted(id) });
  const changeState = useAct(updateSource, { onSuccess: refetchSources });
  const remove = useAct(deleteSource, {
    onSuccess: async () => {
      onClose();
      await refetchSources();
    },
  });
  const ended = job !== undefined && !isOpenJob(job);
  useEffect(() => {
    if (ended) void client.invalidateQueries();
  }, [ended, client]);
  const problem = run.error ?? changeState.error ?? remove.error;
  return (
    <div className="tw-source">
      <dl className="tw-source-facts">
        <dt>{t("sources.place")}</dt>
        <dd>
          {t(`sources.kinds.${source.place.kind}`)} <span className="tw-quiet">{sourceAddress(source.place)}</span>
        </dd>
        {source.query !== null && (
          <>
            <dt>{t("sources.query")}</dt>
            <dd>
              <pre className="tw-source-query">{source.query}</pre>
            </dd>
          </>
        )}
        {source.column !== null && (
          <>
            <dt>{t("sources.mark")}</dt>
            <dd>
              <code>{source.column}</code> {source.mark ?? t("sources.beginning")}
            </dd>
          </>
        )}
        <dt>{t("sources.every")}</dt>
        <dd>{source.state === "paused" ? t("sources.paused") : periodText(t, source.every)}</dd>
      </dl>
      <div className="tw-source-acts">
        <Button type="primary" loading={run.isPending || (job !== undefined && !ended)} onClick={() => run.mutate({ source: source.id })}>
          {t("sources.run")}
        </Button>
        {source.every !== null && (
          <Button
            loading={changeState.isPending}
            onClick={() => changeState.mutate({ source: source.id, state: source.state === "active" ? "paused" : "active" })}
          >
            {t(source.state === "active" ? "sources.pause" : "sources.resume")}
          </Button>
        )}
        <Button onClick={() => setEditing(true)}>{t("sources.edit")}</Button>
        <Popconfirm
          title={t("sources.removeAsk", { name: source.name })}
          description={t("sources.removeHelp")}
          okText={t("sources.remove")}
          cancelText={t("common.cancel")}
          okButtonProps={{ danger: true }}
          onConfirm={() => remove.mutateAsync({ source: source.id })}
        >
          <Button danger>{t("sources.remove")}</Button>
        </Popconfirm>
      </div>
      {problem && <ProblemNote problem={problem} />}
      {job && <JobProgress job={job} done={t("sources.done")} />}
      <Runs source={source.id} />
      <SourceForm open={editing} edited={source} onClose={() => setEditing(false)} />
    </div>
  );
}

function Runs({ source }: { source: string }) {
  const { t, pick } = useTexts();
  const runs = useQuery(ask(listSourceRuns, { source, limit: 20 })).data?.items ?? [];
  if (runs.length === 0) return null;
  return (
    <section>
      <h3 className="tw-source-head">{t("sources.runs")}</h3>
      <ul className="tw-source-runs">
        {runs.map((run) => (
          <li key={run.id}>
            <span className={run.state === "failed" ? "tw-attention" : undefined}>{t(`sources.is.${run.state}`)}</span>
            <span className="tw-quiet">
              <Ago at={run.startedAt} />
            </span>
            <span>
              <Num value={run.rows} /> {t("sources.rowsRead")} · <Num value={run.eventsAdded} /> {t("sources.events")} ·{" "}
              <Num value={run.customersCreated} /> {t("sources.customers")}
            </span>
            {run.problem && <p className="tw-quiet">{pick(run.problem)}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
