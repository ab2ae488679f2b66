import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useEffectEvent, useState } from "react";
import { applyTags, createTag, previewTags, type TagPlan, isOpenJob } from "../../../contract/index.ts";
import { useAct } from "../../api/useAct.ts";
import { useJob } from "../../api/useJob.ts";
import { JobProgress } from "../../components/JobProgress.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";
import { AskApproval } from "../changes/AskApproval.tsx";
import { PlanList } from "../tags/PlanList.tsx";
import { sameRaw, type Raw } from "./tree.ts";
import "../tags/tags.css";

interface Props {
  readonly definition: Raw;
  readonly changed: boolean;
  /** The draft has no known errors. */
  readonly sound: boolean;
  /** What is still missing, in words. */
  readonly needs?: string | undefined;
  /** The tag is new: a code that exists already is refused. */
  readonly creates?: boolean;
  readonly onReset?: (() => void) | undefined;
  readonly onDone?: ((tag: string) => void) | undefined;
}

/** Publishes a draft, after a preview of the moves in this tag and in all tags that use it. */
export function Publish({ definition, changed, sound, needs, creates = false, onReset, onDone }: Props) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [planned, setPlanned] = useState<{ definition: Raw; plan: TagPlan } | null>(null);
  const plan = useAct(previewTags);
  const apply = useAct(applyTags);
  const create = useAct(createTag);
  const publishing = creates ? create : apply;
  const job = useJob(publishing.data?.job ?? undefined);
  const done = job?.state === "done";
  const document = { tags: [definition] };
  // A preview of an older text must not be published.
  const current = planned && sameRaw(planned.definition, definition) ? planned.plan : null;

  // The proposed code of a draft changes as soon as the tag exists, so the answer says which one it got.
  const ended = useEffectEvent(() => onDone?.(create.data?.tag ?? String(definition["code"])));
  useEffect(() => {
    if (!done) return;
    void client.invalidateQueries().then(ended);
  }, [done, client]);

  const ask = async (): Promise<void> => {
    publishing.reset();
    const made = await plan.mutateAsync({ document }).catch(() => null);
    if (made) setPlanned({ definition, plan: made });
  };
  return (
    <section className="tw-publish" aria-label={t("define.publish")}>
      {plan.error && <ProblemNote problem={plan.error} />}
      {publishing.error && <ProblemNote problem={publishing.error} />}
      {current && !job && <PlanList plan={current} />}
      {current?.needsApproval && <AskApproval change={{ document, creates }} />}
      {job && (!done || !changed) && <JobProgress job={job} done={t("define.done")} />}
      {changed && needs !== undefined && <p className="tw-publish-needs">{needs}</p>}
      <div className="tw-publish-foot">
        {onReset && (
          <Button disabled={!changed} onClick={onReset}>
            {t("rule.reset")}
          </Button>
        )}
        {current?.needsApproval ? null : current && (job === undefined || job.problem !== null) ? (
          <Button
            type="primary"
            loading={publishing.isPending}
            onClick={() => (creates ? create.mutate(definition) : apply.mutate({ document }))}
          >
            {t("define.publish")}
          </Button>
        ) : (
          <Button
            type="primary"
            disabled={!changed || !sound || needs !== undefined}
            loading={plan.isPending || (job !== undefined && isOpenJob(job))}
            onClick={() => void ask()}
          >
            {t("rule.publish")}
          </Button>
        )}
      </div>
    </section>
  );
}
