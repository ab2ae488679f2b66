import { Button, Modal, Segmented } from "antd";
import { useState } from "react";
import { endPreviousSecret, rotateWebhookSecret, type WebhookShape } from "../../../../contract/index.ts";
import { useAct } from "../../../api/useAct.ts";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useFormat } from "../../../format/useFormat.ts";
import { useTexts } from "../../../i18n/index.ts";
import { SecretOnce } from "./SecretOnce.tsx";

/** The signing secrets of a webhook: their first characters, and until when the previous one also signs. */
export function Secrets({ webhook: { id, prefix, previousSecret }, onDone }: { webhook: WebhookShape; onDone: () => Promise<void> }) {
  const { t } = useTexts();
  const { clock, day, dayInWords } = useFormat();
  const end = useAct(endPreviousSecret, { onSuccess: onDone });
  return (
    <>
      <code>{prefix}…</code>
      {previousSecret && (
        <p className="tw-quiet">
          <code>{previousSecret.prefix}…</code>{" "}
          {t("webhooks.previousUntil", { until: `${dayInWords(day(previousSecret.until))} ${clock(previousSecret.until)}` })}{" "}
          <button type="button" className="tw-link" disabled={end.isPending} onClick={() => end.mutate({ webhook: id })}>
            {t("webhooks.endPrevious")}
          </button>
        </p>
      )}
      {end.error && <ProblemNote problem={end.error} />}
    </>
  );
}

const OVERLAP_HOURS = { day: 24, week: 168, none: 0 } as const;

/** Rotates the secret. It asks how long the previous one also signs, then shows the new one once. */
export function RotateButton({ webhook, onDone }: { webhook: string; onDone: () => Promise<void> }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const [overlap, setOverlap] = useState<keyof typeof OVERLAP_HOURS>("day");
  const rotate = useAct(rotateWebhookSecret, { onSuccess: onDone });
  const { data } = rotate;
  const close = (): void => {
    setOpen(false);
    rotate.reset();
  };
  const actions = data ? (
    <Button type="primary" onClick={close}>
      {t("common.close")}
    </Button>
  ) : (
    <>
      <Button onClick={close}>{t("common.cancel")}</Button>
      <Button type="primary" loading={rotate.isPending} onClick={() => rotate.mutate({ webhook, overlapHours: OVERLAP_HOURS[overlap] })}>
        {t("webhooks.rotate")}
      </Button>
    </>
  );
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("webhooks.rotate")}</Button>
      <Modal
        open={open}
        title={t(data ? "webhooks.rotated" : "webhooks.rotateAsk")}
        onCancel={close}
        footer={actions}
        mask={{ closable: !data }}
      >
        {data ? (
          <SecretOnce secret={data.secret} />
        ) : (
          <div className="tw-new-key">
            <p className="tw-quiet">{t("webhooks.rotateHelp")}</p>
            <span id="webhook-overlap">{t("webhooks.overlap")}</span>
            <Segmented
              aria-labelledby="webhook-overlap"
              value={overlap}
              onChange={setOverlap}
              options={(["day", "week", "none"] as const).map((value) => ({ value, label: t(`webhooks.overlapFor.${value}`) }))}
            />
            {rotate.error && <ProblemNote problem={rotate.error} />}
          </div>
        )}
      </Modal>
    </>
  );
}
