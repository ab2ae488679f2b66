import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Popconfirm } from "antd";
import { useEffect, useState } from "react";
import {
  approveChange,
  commentChange,
  isOpenJob,
  publishChange,
  rejectChange,
  withdrawChange,
  type ChangeComment,
  type ChangeShape,
} from "../../../contract/index.ts";
import { useMay } from "../../api/session.ts";
import { useAct } from "../../api/useAct.ts";
import { useJob } from "../../api/useJob.ts";
import { Ago } from "../../components/Ago.tsx";
import { JobProgress } from "../../components/JobProgress.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";

/** The comments, and what the person may do. Why something cannot be done stands beside it. */
export function Decide({ change }: { change: ChangeShape }) {
  const { t, pick } = useTexts();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const onSuccess = async (): Promise<void> => {
    setText("");
    await client.invalidateQueries();
  };
  const comment = useAct(commentChange, { onSuccess });
  const approve = useAct(approveChange, { onSuccess });
  const reject = useAct(rejectChange, { onSuccess });
  const withdraw = useAct(withdrawChange, { onSuccess });
  const publish = useAct(publishChange, { onSuccess });
  const mayComment = useMay("tag.edit");
  const [mayApprove, mayEdit] = [useMay("tag.approve"), useMay("tag.edit")];
  const job = useJob(publish.data?.job ?? approve.data?.job ?? undefined);
  const ended = job !== undefined && !isOpenJob(job);
  useEffect(() => {
    if (ended) void client.invalidateQueries();
  }, [ended, client]);
  const { id, may, state, comments } = change;
  const isOpen = state === "open" || state === "approved";
  const error = comment.error ?? approve.error ?? reject.error ?? withdraw.error ?? publish.error;
  const busy = approve.isPending || publish.isPending || (job !== undefined && isOpenJob(job));
  return (
    <section aria-label={t("changes.comments")}>
      <h2>{t("changes.comments")}</h2>
      {comments.map((each) => (
        <Comment key={each.at + each.by + each.kind} comment={each} />
      ))}
      {(mayComment || may.approve === null) && (
        <Input.TextArea
          aria-label={t("changes.comment")}
          placeholder={t("changes.commentText")}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={5_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {error && <ProblemNote problem={error} />}
      {job && <JobProgress job={job} done={t("define.done")} />}
      {state === "open" && mayApprove && may.approve && <p className="tw-quiet">{pick(may.approve)}</p>}
      <div className="tw-change-acts">
        {may.approve === null && (
          <Button type="primary" loading={busy} onClick={() => approve.mutate({ change: id, comment: text })}>
            {t("changes.approve")}
          </Button>
        )}
        {isOpen && mayEdit && may.publish === null && (
          <Button type={may.approve === null ? "default" : "primary"} loading={busy} onClick={() => publish.mutate({ change: id })}>
            {t("changes.publish")}
          </Button>
        )}
        {may.reject === null && (
          <Button
            danger
            disabled={text.trim() === ""}
            title={text.trim() === "" ? t("changes.rejectNeeds") : undefined}
            loading={reject.isPending}
            onClick={() => reject.mutate({ change: id, comment: text })}
          >
            {t("changes.reject")}
          </Button>
        )}
        {may.withdraw === null && (
          <Popconfirm
            title={t("changes.withdrawAsk")}
            okText={t("changes.withdraw")}
            cancelText={t("common.cancel")}
            onConfirm={() => withdraw.mutate({ change: id, comment: text })}
          >
            <Button loading={withdraw.isPending}>{t("changes.withdraw")}</Button>
          </Popconfirm>
        )}
        {mayComment && (
          <Button disabled={text.trim() === ""} loading={comment.isPending} onClick={() => comment.mutate({ change: id, text })}>
            {t("changes.comment")}
          </Button>
        )}
      </div>
    </section>
  );
}

function Comment({ comment: { kind, by, at, text } }: { comment: ChangeComment }) {
  const { t } = useTexts();
  return (
    <div className="tw-change-comment">
      <strong>{by}</strong> <span className="tw-quiet">{t(`changes.kinds.${kind}`)}</span> <Ago at={at} />
      {text !== "" && <div>{text}</div>}
    </div>
  );
}
