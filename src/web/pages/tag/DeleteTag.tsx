import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button, Modal } from "antd";
import { deleteTag, type TagDetail } from "../../../contract/index.ts";
import { useAct } from "../../api/useAct.ts";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { UseLinks } from "../../components/UseLinks.tsx";
import { useTexts } from "../../i18n/index.ts";

/** Asks before a tag is deleted, and shows why it cannot be. */
export function DeleteTag({ tag, onClose }: { tag: TagDetail; onClose: () => void }) {
  const { t, pick } = useTexts();
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const act = useAct(deleteTag, {
    async onSuccess() {
      await navigate({ to: "/tags" });
      await client.invalidateQueries();
      void message.success(t("tag.deleted", { tag: pick(tag.name) }));
    },
  });
  return (
    <Modal
      open
      onCancel={onClose}
      title={t("tag.deleteTitle", { tag: pick(tag.name) })}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="primary" danger disabled={act.isError} loading={act.isPending} onClick={() => act.mutate({ tag: tag.code })}>
            {t("common.delete")}
          </Button>
        </>
      }
    >
      <p>{t("tag.deleteHelp")}</p>
      {act.error && <ProblemNote problem={act.error} />}
      {act.error?.code === "TAG_USED" && <UseLinks uses={tag.usedBy} />}
    </Modal>
  );
}
