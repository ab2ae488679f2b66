import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useMemo, useState } from "react";
import { listWebhooks, watchedThings, type WebhookShape } from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { Ago } from "../../../components/Ago.tsx";
import { Empty } from "../../../components/Empty.tsx";
import { Icon } from "../../../components/Icon.tsx";
import { CountingNum } from "../../../components/Num.tsx";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import type { Column } from "../../../components/table/tableColumn.ts";
import { DataTable } from "../../../components/table/DataTable.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { WebhookDrawer } from "./WebhookDrawer.tsx";
import { WebhookForm } from "./WebhookForm.tsx";
import { WebhookState } from "./WebhookState.tsx";
import "./webhooks.css";

/** The webhooks: other systems that get a message when a customer enters or leaves a tag. */
export function Webhooks() {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(ask(listWebhooks, {}));
  const { webhook } = useSearch({ from: "/frame/settings" });
  const navigate = useNavigate({ from: "/settings" });
  const [making, setMaking] = useState(false);
  const show = (id: string | undefined): void => void navigate({ search: { tab: "webhooks", webhook: id }, replace: id === undefined });
  const columns = useWebhookColumns(show);
  const add = (
    <Button type="primary" icon={<Icon name="plus" />} onClick={() => setMaking(true)}>
      {t("webhooks.new")}
    </Button>
  );
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  const rows = Math.max(1, data?.items.length ?? 3);
  return (
    <section className="tw-webhooks">
      <div className="tw-keys-head">
        <p className="tw-quiet">{t("webhooks.lead")}</p>
        {data && data.items.length > 0 && add}
      </div>
      <DataTable
        label={t("settings.webhooks")}
        columns={columns}
        rows={data?.items}
        rowKey={({ id }) => id}
        height={data?.items.length === 0 ? 320 : 36 + rows * 36}
        empty={
          <Empty picture="circles" title={t("webhooks.none")} action={add}>
            {t("webhooks.noneHelp")}
          </Empty>
        }
      />
      <WebhookForm open={making} onClose={() => setMaking(false)} edited={undefined} />
      <WebhookDrawer webhook={data?.items.find(({ id }) => id === webhook)} onClose={() => show(undefined)} />
    </section>
  );
}

function useWebhookColumns(show: (id: string) => void): readonly Column<WebhookShape>[] {
  const { t, pick } = useTexts();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("webhooks.name"),
        width: 140,
        grow: 2,
        bone: 90,
        cell: ({ id, name }) => (
          <button type="button" className="tw-webhook-name tw-cut" data-main onClick={() => show(id)}>
            {name}
          </button>
        ),
      },
      { key: "state", title: t("webhooks.state"), width: 120, phone: 104, bone: 50, cell: (row) => <WebhookState webhook={row} /> },
      {
        key: "of",
        title: t("webhooks.of"),
        width: 170,
        grow: 2,
        wide: true,
        bone: 120,
        cell: (webhook) => (
          <span className="tw-cut">
            {watchedThings(webhook)
              .map(({ name }) => pick(name))
              .join(t("webhooks.comma"))}
          </span>
        ),
      },
      {
        key: "url",
        title: t("webhooks.url"),
        width: 180,
        grow: 3,
        wide: true,
        bone: 160,
        cell: ({ url }) => (
          <span className="tw-cut tw-quiet" title={url}>
            {url}
          </span>
        ),
      },
      {
        key: "waiting",
        title: t("webhooks.waiting"),
        width: 84,
        align: "right",
        wide: true,
        bone: 30,
        cell: ({ waiting }) => <CountingNum value={waiting} />,
      },
      {
        key: "dead",
        title: t("webhooks.dead"),
        width: 84,
        phone: 76,
        align: "right",
        bone: 30,
        cell: ({ dead }) => (
          <span className={dead > 0 ? "tw-attention" : undefined}>
            <CountingNum value={dead} />
          </span>
        ),
      },
      {
        key: "last",
        title: t("webhooks.last"),
        width: 112,
        wide: true,
        bone: 60,
        cell: ({ lastDeliveredAt }) => (
          <span className="tw-quiet">{lastDeliveredAt ? <Ago at={lastDeliveredAt} /> : t("common.none")}</span>
        ),
      },
    ],
    [t, pick, show],
  );
}
