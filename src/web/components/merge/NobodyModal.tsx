import { Button, Modal } from "antd";
import type { ReactNode } from "react";
import type { PlaceholderPreview } from "../../../contract/index.ts";
import { useTexts } from "../../i18n/index.ts";
import { Skeleton } from "../Skeleton.tsx";
import { ProblemNote } from "../ProblemNote.tsx";
import "./merge.css";

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly busy: boolean;
  readonly problem: unknown;
  /** The effect of the change; undefined while loading. */
  readonly preview: PlaceholderPreview | undefined;
  readonly looking: unknown;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  readonly children?: ReactNode;
}

/** Asks before ids become placeholders or stop being placeholders, with the effect on customers. */
export function NobodyModal({ open, title, busy, problem, preview: data, looking: error, onClose, onConfirm, children }: Props) {
  const { t } = useTexts();
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={title}
      destroyOnHidden
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="primary" disabled={!data} loading={busy} onClick={onConfirm}>
            {t("placeholders.confirm")}
          </Button>
        </>
      }
    >
      <div className="tw-merge-form">
        {children}
        <div className="tw-merge-moves" aria-live="polite">
          {error !== null && error !== undefined && <ProblemNote problem={error} />}
          {!data && !error && <Skeleton width="60%" />}
          {data && data.split + data.merged === 0 && <p>{t("placeholders.nothing")}</p>}
          {data && data.split > 0 && <p>{t("placeholders.split", { count: data.split })}</p>}
          {data && data.merged > 0 && <p>{t("placeholders.merged", { count: data.merged })}</p>}
        </div>
        {problem !== null && problem !== undefined && <ProblemNote problem={problem} />}
      </div>
    </Modal>
  );
}
