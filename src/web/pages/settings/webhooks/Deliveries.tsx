import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Segmented, Tooltip } from "antd";
import { useMemo, useState } from "react";
import {
  listDeliveries,
  listWebhooks,
  replayDeliveries,
  webhookTypeOf,
  type DeliveryShape,
  type WebhookShape,
} from "../../../../contract/index.ts";
import { askPages } from "../../../api/queries.ts";
import { useAct } from "../../../api/useAct.ts";
import { Ago } from "../../../components/Ago.tsx";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import type { Column } from "../../../components/table/tableColumn.ts";
import { DataTable } from "../../../components/table/DataTable.tsx";
import { Num } from "../../../components/Num.tsx";
import { useFormat } from "../../../format/useFormat.ts";
import { useTexts } from "../../../i18n/index.ts";

const FILTERS = ["all", "waiting", "delivered", "dead"] as const;

/** The deliveries of a webhook, newest first. Deliveries that were given up can be sent again. */
export function Deliveries({ webhook }: { webhook: WebhookShape }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>("all");
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    askPages(listDeliveries, { webhook: webhook.id, state: filter === "all" ? undefined : filter, limit: 50 }),
  );
  const replay = useAct(replayDeliveries, {
    onSuccess: async () => {
      await Promise.all([listWebhooks, listDeliveries].map(({ id }) => client.invalidateQueries({ queryKey: [id] })));
    },
  });
  const { mutate } = replay;
  const columns = useDeliveryColumns((delivery) => mutate({ webhook: webhook.id, delivery }));
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);
  return (
    <section className="tw-webhook-deliveries">
      <div className="tw-keys-head">
        <Segmented
          size="small"
          aria-label={t("webhooks.deliveries")}
          value={filter}
          onChange={setFilter}
          options={FILTERS.map((value) => ({ value, label: t(`webhooks.filter.${value}`) }))}
        />
        {webhook.dead > 0 && (
          <Button size="small" loading={replay.isPending} onClick={() => mutate({ webhook: webhook.id })}>
            {t("webhooks.replayAll", { count: webhook.dead })}
          </Button>
        )}
      </div>
      {(error ?? replay.error) && <ProblemNote problem={error ?? replay.error} onRetry={() => void refetch()} />}
      <DataTable
        label={t("webhooks.deliveries")}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        more={{ has: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
        height={36 + 36 * Math.min(12, Math.max(rows?.length === 0 ? 3 : 1, rows?.length ?? 4))}
        empty={<p className="tw-quiet tw-webhook-empty">{t("webhooks.noDeliveries")}</p>}
      />
    </section>
  );
}

function useDeliveryColumns(onReplay: (delivery: string) => void): readonly Column<DeliveryShape>[] {
  const { t, pick } = useTexts();
  const { elapsed } = useFormat();
  return [
    {
      key: "state",
      title: t("webhooks.result"),
      width: 104,
      phone: 92,
      grow: 1,
      bone: 60,
      cell: ({ state, test, problem, attempts }) => (
        <Tooltip title={problem && pick(problem)}>
          <span className={`tw-webhook-state${problem && state !== "delivered" ? " tw-attention" : ""}`}>
            {t(test ? "webhooks.isTest" : `webhooks.is.${state}`)}
            {attempts > 1 && <span className="tw-quiet"> ×{attempts}</span>}
          </span>
        </Tooltip>
      ),
    },
    {
      key: "type",
      title: t("webhooks.type"),
      width: 108,
      phone: 92,
      grow: 1,
      bone: 60,
      cell: ({ type }) => <span title={type}>{pick(webhookTypeOf(type).name)}</span>,
    },
    {
      key: "at",
      title: t("webhooks.at"),
      width: 104,
      phone: 88,
      bone: 60,
      cell: ({ triedAt, createdAt }) => (
        <span className="tw-quiet">
          <Ago at={triedAt ?? createdAt} />
        </span>
      ),
    },
    {
      key: "changes",
      title: t("webhooks.changes"),
      width: 76,
      align: "right",
      wide: true,
      bone: 30,
      cell: ({ changes }) => <Num value={changes} />,
    },
    {
      key: "status",
      title: t("webhooks.status"),
      width: 70,
      align: "right",
      wide: true,
      bone: 30,
      cell: ({ status }) => <span className="tw-num">{status ?? "–"}</span>,
    },
    {
      key: "took",
      title: t("webhooks.took"),
      width: 84,
      align: "right",
      wide: true,
      bone: 40,
      cell: ({ milliseconds }) => <span className="tw-quiet">{milliseconds === null ? "–" : elapsed(milliseconds)}</span>,
    },
    {
      key: "acts",
      title: "",
      width: 84,
      phone: 76,
      bone: 0,
      cell: ({ id, test, state }) =>
        !test &&
        state !== "waiting" && (
          <button type="button" className="tw-link tw-webhook-again" onClick={() => onReplay(id)}>
            {t("webhooks.replay")}
          </button>
        ),
    },
  ];
}
