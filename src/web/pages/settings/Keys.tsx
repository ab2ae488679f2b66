import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm } from "antd";
import { useMemo, useState } from "react";
import { listKeys, revokeKey } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useAct } from "../../api/useAct.ts";
import { Ago } from "../../components/Ago.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Icon } from "../../components/Icon.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import type { Column } from "../../components/table/tableColumn.ts";
import { DataTable } from "../../components/table/DataTable.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { NewKey } from "./NewKey.tsx";

type Key = NonNullable<ReturnType<typeof useKeys>["data"]>["items"][number];

function useKeys() {
  return useQuery(ask(listKeys, {}));
}

/** API keys of programs. */
export function Keys() {
  const { t } = useTexts();
  const { data, error, refetch } = useKeys();
  const [making, setMaking] = useState(false);
  const columns = useKeyColumns();
  const add = (
    <Button type="primary" icon={<Icon name="plus" />} onClick={() => setMaking(true)}>
      {t("keys.new")}
    </Button>
  );
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  const rows = Math.max(1, data?.items.length ?? 4);
  return (
    <section className="tw-keys">
      <div className="tw-keys-head">
        <p className="tw-quiet">
          {t("keys.lead")}{" "}
          <a className="tw-link" href="/api/docs" target="_blank" rel="noreferrer">
            {t("keys.docs")}
          </a>
        </p>
        {data && data.items.length > 0 && add}
      </div>
      <DataTable
        label={t("settings.keys")}
        columns={columns}
        rows={data?.items}
        rowKey={({ id }) => id}
        height={36 + rows * 36}
        empty={
          <Empty picture="label" title={t("keys.none")} action={add}>
            {t("keys.noneHelp")}
          </Empty>
        }
      />
      <NewKey open={making} onClose={() => setMaking(false)} />
    </section>
  );
}

/** The role, and that the key has only some of its permissions. */
function KeyRole({ role, scopes }: Key) {
  const { t } = useTexts();
  if (!scopes) return <span className="tw-cut">{t(`role.${role}`)}</span>;
  const names = scopes.map((each) => t(`permission.${each}`)).join(t("webhooks.comma"));
  return (
    <span className="tw-cut" title={names}>
      {t(`role.${role}`)} <span className="tw-quiet">{t("keys.limited", { count: scopes.length })}</span>
    </span>
  );
}

function useKeyColumns(): readonly Column<Key>[] {
  const { t } = useTexts();
  const { day, dayInWords, instant } = useFormat();
  const client = useQueryClient();
  const revoke = useAct(revokeKey, { onSuccess: () => client.invalidateQueries({ queryKey: [listKeys.id] }) });
  const { mutateAsync } = revoke;
  return useMemo(
    () => [
      { key: "name", title: t("keys.name"), width: 150, grow: 2, bone: 100, cell: ({ name }) => <span className="tw-cut">{name}</span> },
      {
        key: "prefix",
        title: t("keys.prefix"),
        width: 130,
        wide: true,
        bone: 80,
        cell: ({ prefix }) => <code className="tw-quiet">{prefix}…</code>,
      },
      { key: "role", title: t("settings.role"), width: 150, wide: true, bone: 50, cell: (key) => <KeyRole {...key} /> },
      {
        key: "used",
        title: t("keys.used"),
        width: 120,
        wide: true,
        bone: 60,
        cell: ({ lastUsedAt }) => <span className="tw-quiet">{lastUsedAt ? <Ago at={lastUsedAt} /> : t("keys.never")}</span>,
      },
      {
        key: "made",
        title: t("keys.made"),
        width: 120,
        wide: true,
        bone: 60,
        cell: ({ createdAt }) => (
          <span className="tw-quiet">
            <Ago at={createdAt} />
          </span>
        ),
      },
      {
        key: "ends",
        title: t("keys.ends"),
        width: 130,
        phone: 104,
        bone: 60,
        cell: ({ endsAt, ended }) =>
          endsAt ? (
            <time dateTime={endsAt} title={instant(endsAt)} className={`tw-cut ${ended ? "tw-attention" : "tw-quiet"}`}>
              {ended ? t("keys.ended") : dayInWords(day(endsAt))}
            </time>
          ) : (
            <span className="tw-quiet">{t("keys.endsNever")}</span>
          ),
      },
      {
        key: "acts",
        title: "",
        width: 84,
        bone: 0,
        // Revoking cannot be undone, so it asks for confirmation.
        cell: ({ id, name }) => (
          <Popconfirm
            title={t("keys.revokeAsk", { name })}
            description={t("keys.revokeHelp")}
            okText={t("keys.revoke")}
            cancelText={t("common.cancel")}
            okButtonProps={{ danger: true }}
            onConfirm={() => mutateAsync({ key: id })}
          >
            <button type="button" className="tw-link tw-keys-revoke">
              {t("keys.revoke")}
            </button>
          </Popconfirm>
        ),
      },
    ],
    [t, day, dayInWords, instant, mutateAsync],
  );
}
