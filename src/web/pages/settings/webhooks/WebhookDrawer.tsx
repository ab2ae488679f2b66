import { useQueryClient } from "@tanstack/react-query";
import { Button, Drawer, Popconfirm } from "antd";
import { useState } from "react";
import {
  deleteWebhook,
  listDeliveries,
  listWebhooks,
  testWebhook,
  updateWebhook,
  watchedThings,
  webhookTypeOf,
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
import { RotateButton, Secrets } from "./Secrets.tsx";
import { TestButton } from "./TestButton.tsx";
import { WebhookForm } from "./WebhookForm.tsx";
import { WebhookState } from "./WebhookState.tsx";

/** One webhook in a drawer: its settings, a test, its deliveries. */
export function WebhookDrawer({ webhook, onClose }: { webhook: WebhookShape | undefined; onClose: () => void }) {
  const phone = usePhone();
  const [last, setLast] = useState(webhook);
  if (webhook && webhook !== last) setLast(webhook);
  return (
    <Drawer open={webhook !== undefined} onClose={onClose} size={phone ? "100%" : 720} title={last?.name}>
      {last && <Content key={last.id} webhook={last} onClose={onClose} />}
    </Drawer>
  );
}

function Content({ webhook, onClose }: { webhook: WebhookShape; onClose: () => void }) {
  const { t, pick } = useTexts();
  const { clock } = useFormat();
  const client = useQueryClient();
  const [editing, setEditing] = useState(false);
  const refetchWebhooks = async (): Promise<void> => {
    await Promise.all([listWebhooks, listDeliveries].map(({ id }) => client.invalidateQueries({ queryKey: [id] })));
  };
  const test = useAct(testWebhook, { onSuccess: refetchWebhooks });
  const changeState = useAct(updateWebhook, { onSuccess: refetchWebhooks });
  const remove = useAct(deleteWebhook, {
    onSuccess: async () => {
      onClose();
      await refetchWebhooks();
    },
  });
  const problem = changeState.error ?? remove.error ?? test.error;
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
          {watchedThings(webhook)
            .map(({ name }) => pick(name))
            .join(t("webhooks.comma"))}
        </dd>
        <dt>{t("webhooks.types")}</dt>
        <dd>{webhook.types.map((type) => pick(webhookTypeOf(type).name)).join(t("webhooks.comma"))}</dd>
        <dt>{t("webhooks.secret")}</dt>
        <dd>
          <Secrets webhook={webhook} onDone={refetchWebhooks} />
        </dd>
        <dt>{t("webhooks.owner")}</dt>
        <dd>
          {webhook.owner} <span className="tw-quiet">{t("webhooks.ownerHelp")}</span>
        </dd>
      </dl>
      <div className="tw-webhook-acts">
        <TestButton types={webhook.types} loading={test.isPending} onTest={(type) => test.mutate({ webhook: webhook.id, type })} />
        <Button
          loading={changeState.isPending}
          onClick={() => changeState.mutate({ webhook: webhook.id, state: webhook.state === "active" ? "paused" : "active" })}
        >
          {t(webhook.state === "active" ? "webhooks.pause" : "webhooks.resume")}
        </Button>
        <Button onClick={() => setEditing(true)}>{t("webhooks.edit")}</Button>
        <RotateButton webhook={webhook.id} onDone={refetchWebhooks} />
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
      <WebhookForm open={editing} edited={webhook} onClose={() => setEditing(false)} />
    </div>
  );
}

/** The result of a test, in words. */
function Tested({ delivery: { type, status, milliseconds, problem } }: { delivery: DeliveryShape }) {
  const { t, pick } = useTexts();
  const { elapsed } = useFormat();
  if (problem) return <Attention>{pick(problem)}</Attention>;
  return (
    <p className="tw-done" role="status">
      <Icon name="check" weight={1.8} /> {t("webhooks.tested", { type, status, time: elapsed(milliseconds ?? 0) })}
    </p>
  );
}
