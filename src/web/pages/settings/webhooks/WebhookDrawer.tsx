import { useQueryClient } from "@tanstack/react-query";
import { Button, Drawer, Modal, Popconfirm } from "antd";
import { useState } from "react";
import {
  deleteWebhook,
  listDeliveries,
  listWebhooks,
  renewWebhookSecret,
  testWebhook,
  updateWebhook,
  type DeliveryShape,
  type WebhookShape,
} from "../../../../contract/index.ts";
import { useAct } from "../../../api/useAct.ts";
import { Attention, ProblemNote } from "../../../components/ProblemNote.tsx";
import { Icon } from "../../../components/Icon.tsx";
import { useFormat } from "../../../format/useFormat.ts";
import { useTexts } from "../../../i18n/index.ts";
import { usePhone } from "../../../preferences.ts";
import { Deliveries } from "./Deliveries.tsx";
import { SecretOnce } from "./SecretOnce.tsx";
import { WebhookForm } from "./WebhookForm.tsx";
import { WebhookState } from "./WebhookState.tsx";

/** One webhook at the side: what it is, a test, and how its deliveries went. */
export function WebhookDrawer({ webhook, onClose }: { webhook: WebhookShape | undefined; onClose: () => void }) {
  const phone = usePhone();
  const [last, setLast] = useState(webhook);
  if (webhook && webhook !== last) setLast(webhook);
  return (
    <Drawer open={webhook !== undefined} onClose={onClose} size={phone ? "100%" : 640} title={last?.name}>
      {last && <Content key={last.id} webhook={last} onClose={onClose} />}
    </Drawer>
  );
}

function Content({ webhook, onClose }: { webhook: WebhookShape; onClose: () => void }) {
  const { t, pick } = useTexts();
  const { clock } = useFormat();
  const client = useQueryClient();
  const [editing, setEditing] = useState(false);
  const fresh = async (): Promise<void> => {
    await Promise.all([listWebhooks, listDeliveries].map(({ id }) => client.invalidateQueries({ queryKey: [id] })));
  };
  const test = useAct(testWebhook, { onSuccess: fresh });
  const turn = useAct(updateWebhook, { onSuccess: fresh });
  const renew = useAct(renewWebhookSecret, { onSuccess: fresh });
  const remove = useAct(deleteWebhook, {
    onSuccess: async () => {
      onClose();
      await fresh();
    },
  });
  const moves = (["entered", "left"] as const).filter((move) => webhook[move]).map((move) => t(`webhooks.${move}`));
  const problem = turn.error ?? renew.error ?? remove.error ?? test.error;
  return (
    <div className="tw-webhook">
      <dl className="tw-webhook-facts">
        <dt>{t("webhooks.state")}</dt>
        <dd>
          <WebhookState webhook={webhook} />
          {webhook.nextTryAt && webhook.waiting > 0 && (
            <span className="tw-quiet">
              {" "}
              {t("webhooks.nextTry")} <time dateTime={webhook.nextTryAt}>{clock(webhook.nextTryAt)}</time>
            </span>
          )}
        </dd>
        <dt>{t("webhooks.url")}</dt>
        <dd className="tw-webhook-url">{webhook.url}</dd>
        <dt>{t("webhooks.of")}</dt>
        <dd>
          {webhook.segment?.name ?? webhook.tags.map(({ name }) => pick(name)).join(t("webhooks.comma"))}
          <span className="tw-quiet"> · {moves.join(t("webhooks.comma"))}</span>
        </dd>
        <dt>{t("webhooks.secret")}</dt>
        <dd>
          <code>{webhook.prefix}…</code>
        </dd>
        <dt>{t("webhooks.owner")}</dt>
        <dd>
          {webhook.owner} <span className="tw-quiet">{t("webhooks.ownerHelp")}</span>
        </dd>
      </dl>
      <div className="tw-webhook-acts">
        <Button type="primary" loading={test.isPending} onClick={() => test.mutate({ webhook: webhook.id })}>
          {t("webhooks.test")}
        </Button>
        <Button
          loading={turn.isPending}
          onClick={() => turn.mutate({ webhook: webhook.id, state: webhook.state === "active" ? "paused" : "active" })}
        >
          {t(webhook.state === "active" ? "webhooks.pause" : "webhooks.resume")}
        </Button>
        <Button onClick={() => setEditing(true)}>{t("webhooks.edit")}</Button>
        <Popconfirm
          title={t("webhooks.renewAsk")}
          description={t("webhooks.renewHelp")}
          okText={t("webhooks.renew")}
          cancelText={t("common.cancel")}
          onConfirm={() => renew.mutateAsync({ webhook: webhook.id })}
        >
          <Button>{t("webhooks.renew")}</Button>
        </Popconfirm>
        <Popconfirm
          title={t("webhooks.removeAsk", { name: webhook.name })}
          description={t("webhooks.removeHelp", { count: webhook.waiting })}
          okText={t("webhooks.remove")}
          cancelText={t("common.cancel")}
          okButtonProps={{ danger: true }}
          onConfirm={() => remove.mutateAsync({ webhook: webhook.id })}
        >
          <Button danger>{t("webhooks.remove")}</Button>
        </Popconfirm>
      </div>
      {problem && <ProblemNote problem={problem} />}
      {test.data && <Tested delivery={test.data} />}
      <Deliveries webhook={webhook} />
      <WebhookForm open={editing} known={webhook} onClose={() => setEditing(false)} />
      <Modal open={renew.data !== undefined} title={t("webhooks.renewed")} onCancel={renew.reset} footer={null} mask={{ closable: false }}>
        {renew.data && <SecretOnce secret={renew.data.secret} />}
      </Modal>
    </div>
  );
}

/** How a test went, in words. */
function Tested({ delivery: { status, milliseconds, problem } }: { delivery: DeliveryShape }) {
  const { t, pick } = useTexts();
  const { elapsed } = useFormat();
  if (problem) return <Attention>{pick(problem)}</Attention>;
  return (
    <p className="tw-done" role="status">
      <Icon name="check" weight={1.8} /> {t("webhooks.tested", { status, time: elapsed(milliseconds ?? 0) })}
    </p>
  );
}
