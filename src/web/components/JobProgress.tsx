import { useQueryClient } from "@tanstack/react-query";
import { Button, Progress } from "antd";
import { cancelJob, readJob, type JobShape } from "../../contract/index.ts";
import { ask } from "../api/queries.ts";
import { useAct } from "../api/useAct.ts";
import { useTexts } from "../i18n/index.ts";
import { ApiProblem } from "../api/problem.ts";
import { Icon } from "./Icon.tsx";
import { ProblemNote } from "./ProblemNote.tsx";

/** The progress of a job with its current step, a cancel button and its result. */
export function JobProgress({ job, done }: { job: JobShape; done: string }) {
  const { t, pick } = useTexts();
  if (job.problem?.code === "JOB_CANCELLED") {
    return (
      <p className="tw-quiet" role="status">
        {pick(job.problem)}
      </p>
    );
  }
  if (job.problem) return <ProblemNote problem={problemOfJob(job.problem)} />;
  if (job.state === "done") {
    return (
      <p className="tw-done" role="status">
        <Icon name="check" weight={1.8} /> {done}
      </p>
    );
  }
  return (
    <div role="status">
      <Progress
        percent={Math.round((job.progress ?? 0) * 100)}
        status={job.progress === null ? "active" : "normal"}
        showInfo={job.progress !== null}
      />
      <div className="tw-job-foot">
        <p className="tw-quiet">{job.step ? pick(job.step) : t("common.working")}</p>
        {job.kind !== "erase" && <CancelJob job={job} />}
      </div>
    </div>
  );
}

function CancelJob({ job }: { job: JobShape }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const cancel = useAct(cancelJob, {
    onSuccess: (answer) => client.setQueryData(ask(readJob, { job: job.id }).queryKey, answer),
  });
  const going = job.cancelling || cancel.isPending;
  return (
    <>
      <Button size="small" disabled={going} onClick={() => cancel.mutate({ job: job.id })}>
        {going ? t("common.cancelling") : t("common.cancel")}
      </Button>
      {cancel.error && <ProblemNote problem={cancel.error} />}
    </>
  );
}

function problemOfJob({ code, zh, en, issues }: NonNullable<JobShape["problem"]>): ApiProblem {
  return new ApiProblem({
    type: "about:blank",
    title: code,
    status: 0,
    detail: en,
    code,
    zh,
    en,
    requestId: "",
    ...(issues && { issues: issues as ApiProblem["issues"][number][] }),
  });
}
