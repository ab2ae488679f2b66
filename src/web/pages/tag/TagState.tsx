import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Dropdown, Modal } from "antd";
import { useEffect, useState } from "react";
import { pauseTag, restoreTag, retireTag, type TagDetail } from "../../../contract/index.ts";
import { asProblem } from "../../api/problem.ts";
import { useAct } from "../../api/useAct.ts";
import { useJob } from "../../api/useJob.ts";
import { Ago } from "../../components/Ago.tsx";
import { Icon } from "../../components/Icon.tsx";
import { JobProgress } from "../../components/JobProgress.tsx";
import { Attention, ProblemNote } from "../../components/ProblemNote.tsx";
import { UseLinks } from "../../components/UseLinks.tsx";
import { AskApproval, needsApproval } from "../changes/AskApproval.tsx";
import { useTexts } from "../../i18n/index.ts";
import { DeleteTag } from "./DeleteTag.tsx";

/** Pauses or retires a published or paused tag, from a menu. What is in use is not retired: its uses are shown instead. */
export function TagStateMenu({ tag }: { tag: TagDetail }) {
  const { t, pick } = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const changed = { onSuccess: () => client.invalidateQueries() };
  const [pause, retire] = [useAct(pauseTag, changed), useAct(retireTag, changed)];
  const used = tag.usedBy.length > 0 || asProblem(retire.error).code === "TAG_USED";
  const problem = pause.error ?? retire.error;
  const items = [
    ...(tag.state === "published" ? [{ key: "pause", label: t("tag.pause"), onClick: () => pause.mutate({ tag: tag.code }) }] : []),
    { key: "copy", label: t("newTag.copy"), onClick: () => void navigate({ to: "/new-tag", search: { from: tag.code } }) },
    { key: "retire", label: t("tag.retire"), onClick: () => (used ? setOpen(true) : retire.mutate({ tag: tag.code })) },
    { key: "delete", label: t("tag.delete"), danger: true, onClick: () => setDeleting(true) },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
        <Button icon={<Icon name="more" />} aria-label={t("tag.more")} aria-haspopup="menu" loading={pause.isPending || retire.isPending} />
      </Dropdown>
      {deleting && <DeleteTag tag={tag} onClose={() => setDeleting(false)} />}
      <Modal
        open={open || problem !== null}
        onCancel={() => {
          setOpen(false);
          pause.reset();
          retire.reset();
        }}
        title={t(used ? "tag.usedTitle" : "tag.stateFailed", { tag: pick(tag.name) })}
        footer={
          used && tag.state === "published" ? (
            <Button
              loading={pause.isPending}
              onClick={() => {
                setOpen(false);
                retire.reset();
                pause.mutate({ tag: tag.code });
              }}
            >
              {t("tag.pauseInstead")}
            </Button>
          ) : null
        }
      >
        {used ? (
          <>
            <p>{t("tag.usedHelp")}</p>
            <UseLinks uses={tag.usedBy} />
          </>
        ) : (
          problem && (
            <>
              <ProblemNote problem={problem} />
              {needsApproval(pause.error) && <AskApproval change={{ document: { tags: [{ ...tag.definition, state: "paused" }] } }} />}
              {needsApproval(retire.error) && <AskApproval change={{ retire: [tag.code] }} />}
            </>
          )
        )}
      </Modal>
    </>
  );
}

/** Says that a tag is paused or retired, since when, and brings it back. */
export function TagStateNote({ tag, may }: { tag: TagDetail; may: boolean }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [deleting, setDeleting] = useState(false);
  const restore = useAct(restoreTag);
  const job = useJob(restore.data?.job);
  const done = job?.state === "done";
  useEffect(() => {
    if (done) void client.invalidateQueries();
  }, [done, client]);
  const { state } = tag;
  if (state === "published") return null;
  return (
    <Attention>
      <p>
        {t(`tag.is.${state}`)} {t("tag.since")} <Ago at={tag.stateSince} />
      </p>
      {restore.error && <ProblemNote problem={restore.error} />}
      {job && <JobProgress job={job} done={t("define.done")} />}
      {job?.problem?.code === "CHANGE_NEEDED" && (
        <AskApproval change={{ document: { tags: [{ ...tag.definition, state: "published" }] } }} />
      )}
      {may && (job === undefined || job.problem !== null) && (
        <p className="tw-tag-again">
          <Button size="small" loading={restore.isPending} onClick={() => restore.mutate({ tag: tag.code, from: state })}>
            {t(state === "paused" ? "tag.resume" : "tag.restore")}
          </Button>
          {state === "retired" && (
            <Button size="small" danger onClick={() => setDeleting(true)}>
              {t("tag.delete")}
            </Button>
          )}
        </p>
      )}
      {deleting && <DeleteTag tag={tag} onClose={() => setDeleting(false)} />}
    </Attention>
  );
}
