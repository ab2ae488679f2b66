import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Popover } from "antd";
import { useEffect, useRef, useState } from "react";
import { evaluateTags, listJobs, readOverview, type EvaluationResult, type Overview } from "../../contract/index.ts";
import { ask } from "../api/queries.ts";
import { useMay } from "../api/session.ts";
import { useAct } from "../api/useAct.ts";
import { useJob } from "../api/useJob.ts";
import { Ago } from "../components/Ago.tsx";
import { Skeleton } from "../components/Skeleton.tsx";
import { JobProgress } from "../components/JobProgress.tsx";
import { ProblemNote } from "../components/ProblemNote.tsx";
import { useFormat } from "../format/useFormat.ts";
import { useTexts } from "../i18n/index.ts";

type Evaluation = Overview["evaluation"];

/** A dot that shows whether the tags are up to date. It reads the overview, more often while an evaluation runs. */
export function EvaluationDot({ phone }: { phone: boolean }) {
  const { t } = useTexts();
  const { percent } = useFormat();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({
    ...ask(readOverview, {}),
    refetchInterval: ({ state }) => (state.data?.evaluation.state === "running" ? 1_000 : 20_000),
  });
  useRefetchAfter(data?.evaluation.state);
  if (!data) return <span className="tw-tool">{phone ? <Skeleton width={8} height={8} /> : <Skeleton width={72} />}</span>;
  const { evaluation } = data;
  const words = {
    never: t("evaluation.never"),
    current: evaluation.at ? <Ago at={evaluation.at} /> : t("evaluation.current"),
    running: evaluation.progress === null ? t("evaluation.running") : percent(evaluation.progress),
    failing: t("evaluation.failing", { count: evaluation.failing }),
  }[evaluation.state];
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={<Details evaluation={evaluation} onDone={() => setOpen(false)} />}
    >
      <button
        type="button"
        className="tw-tool"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={t("evaluation.label", { state: t(`evaluation.${evaluation.state}`, { count: evaluation.failing }) })}
      >
        <span className={`tw-dot tw-dot-${evaluation.state}`} aria-hidden="true" />
        {!phone && <span className="tw-quiet">{words}</span>}
      </button>
    </Popover>
  );
}

/** Refetches everything when an evaluation ends, because every number may have changed. */
function useRefetchAfter(state: Evaluation["state"] | undefined): void {
  const client = useQueryClient();
  const before = useRef(state);
  useEffect(() => {
    if (before.current === "running" && state !== "running") void client.invalidateQueries();
    before.current = state;
  }, [client, state]);
}

function Details({ evaluation, onDone }: { evaluation: Evaluation; onDone: () => void }) {
  const { t } = useTexts();
  const { elapsed } = useFormat();
  const may = useMay("tag.edit");
  const client = useQueryClient();
  const evaluate = useAct(evaluateTags, { onSuccess: () => client.invalidateQueries({ queryKey: [readOverview.id] }) });
  const job = useJob(evaluate.data?.job);
  const nothing = job?.state === "done" && (job.result as EvaluationResult).how === "nothing";
  const running = evaluation.state === "running";
  return (
    <div className="tw-evaluation">
      <strong>{t(`evaluation.${evaluation.state}`, { count: evaluation.failing })}</strong>
      {running && <Jobs />}
      <dl>
        <dt>{t("evaluation.last")}</dt>
        <dd>{evaluation.at ? <Ago at={evaluation.at} /> : t("common.none")}</dd>
        <dt>{t("evaluation.took")}</dt>
        <dd>{evaluation.milliseconds === null ? t("common.none") : elapsed(evaluation.milliseconds)}</dd>
      </dl>
      {evaluation.failing > 0 && (
        <p>
          <Link to="/tags" search={{ state: "failing" }} className="tw-link" onClick={onDone}>
            {t("evaluation.showFailing")}
          </Link>
        </p>
      )}
      {nothing && (
        <p className="tw-quiet" role="status">
          {t("evaluation.nothing")}
        </p>
      )}
      {evaluate.error && <ProblemNote problem={evaluate.error} />}
      {may && (
        <Button block loading={evaluate.isPending} disabled={running} onClick={() => evaluate.mutate({})}>
          {t("evaluation.now")}
        </Button>
      )}
    </div>
  );
}

/** The running jobs about tags, whoever started them, each with a cancel button. */
function Jobs() {
  const { data } = useQuery({ ...ask(listJobs, {}), staleTime: 0, refetchInterval: 1_000 });
  const jobs = data?.items.filter(({ kind }) => kind === "evaluate" || kind === "apply") ?? [];
  return jobs.map((job) => <JobProgress key={job.id} job={job} done="" />);
}
