import { Button, Input, Modal } from "antd";
import { useId, useState, type ReactNode } from "react";
import { useTexts } from "../../i18n/index.ts";
import { ProblemNote } from "../ProblemNote.tsx";

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly confirm: string;
  readonly busy: boolean;
  readonly problem: unknown;
  readonly onClose: () => void;
  readonly onConfirm: (reason: string) => void;
  readonly ready?: boolean;
  readonly children: ReactNode;
}

/** Asks for a reason before customers are merged or split, with what will happen. */
export function ReasonModal({ open, title, confirm, busy, problem, onClose, onConfirm, ready = true, children }: Props) {
  const { t } = useTexts();
  const id = useId();
  const [reason, setReason] = useState("");
  const close = (): void => {
    setReason("");
    onClose();
  };
  return (
    <Modal
      open={open}
      onCancel={close}
      title={title}
      destroyOnHidden
      footer={
        <>
          <Button onClick={close}>{t("common.cancel")}</Button>
          <Button type="primary" disabled={!ready || reason.trim() === ""} loading={busy} onClick={() => onConfirm(reason.trim())}>
            {confirm}
          </Button>
        </>
      }
    >
      <div className="tw-merge-form">
        {children}
        <label htmlFor={id}>{t("merge.reason")}</label>
        <Input.TextArea
          id={id}
          autoSize={{ minRows: 2, maxRows: 4 }}
          maxLength={500}
          placeholder={t("merge.reasonExample")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {problem !== null && problem !== undefined && <ProblemNote problem={problem} />}
      </div>
    </Modal>
  );
}
