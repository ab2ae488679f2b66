import { Progress } from "antd";
import type { JobShape } from "../../contract/index.ts";
import { useTexts } from "../i18n/index.ts";
import { ApiProblem } from "../api/problem.ts";
import { Icon } from "./Icon.tsx";
import { ProblemNote } from "./ProblemNote.tsx";

/** How far a job is, what it does now, and how it ended. */
export function JobProgress({ job, done }: { job: JobShape; done: string }) {
  const { t, pick } = useTexts();
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
      <p className="tw-quiet">{job.step ? pick(job.step) : t("common.working")}</p>
    </div>
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
