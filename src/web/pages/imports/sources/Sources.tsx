import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useMemo, useState } from "react";
import { sourceAddress, listSources, type SourceShape } from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { useMay } from "../../../api/session.ts";
import { Ago } from "../../../components/Ago.tsx";
import { Icon } from "../../../components/Icon.tsx";
import { CountingNum } from "../../../components/Num.tsx";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import type { Column } from "../../../components/table/tableColumn.ts";
import { DataTable } from "../../../components/table/DataTable.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { SourceDrawer } from "./SourceDrawer.tsx";
import { periodText, SourceForm } from "./SourceForm.tsx";
import "./sources.css";

/** The data sources: databases, folders and buckets, read once or on a schedule. Only for people who may manage connections. */
export function Sources() {
  return useMay("connection.manage") ? <Managed /> : null;
}

function Managed() {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(ask(listSources, {}));
  const [making, setMaking] = useState(false);
  const [shown, setShown] = useState<string>();
  const columns = useSourceColumns(setShown);
  return (
    <section className="tw-imports-before tw-sources">
      <div className="tw-sources-head">
        <div>
          <h2>{t("sources.title")}</h2>
          {data?.items.length === 0 && <p className="tw-quiet">{t("sources.lead")}</p>}
        </div>
        <Button icon={<Icon name="plus" />} onClick={() => setMaking(true)}>
          {t("sources.new")}
        </Button>
      </div>
      {error ? (
        <ProblemNote problem={error} onRetry={() => void refetch()} />
      ) : (
        data?.items.length !== 0 && (
          <DataTable
            label={t("sources.title")}
            columns={columns}
            rows={data?.items}
            rowKey={({ id }) => id}
            height={36 + 36 * Math.min(12, data?.items.length ?? 2)}
            empty={null}
          />
        )
      )}
      <SourceForm open={making} edited={undefined} onClose={() => setMaking(false)} />
      <SourceDrawer source={data?.items.find(({ id }) => id === shown)} onClose={() => setShown(undefined)} />
    </section>
  );
}

function useSourceColumns(show: (id: string) => void): readonly Column<SourceShape>[] {
  const { t, pick } = useTexts();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("sources.name"),
        width: 140,
        grow: 2,
        bone: 90,
        cell: ({ id, name }) => (
          <button type="button" className="tw-import-name tw-cut" data-main onClick={() => show(id)}>
            {name}
          </button>
        ),
      },
      { key: "kind", title: t("sources.kind"), width: 110, wide: true, bone: 60, cell: ({ place }) => t(`sources.kinds.${place.kind}`) },
      {
        key: "place",
        title: t("sources.place"),
        width: 170,
        grow: 3,
        wide: true,
        bone: 140,
        cell: ({ place }) => <span className="tw-cut tw-quiet">{sourceAddress(place)}</span>,
      },
      {
        key: "every",
        title: t("sources.every"),
        width: 110,
        wide: true,
        bone: 60,
        cell: ({ every, state }) => (state === "paused" ? t("sources.paused") : periodText(t, every)),
      },
      {
        key: "last",
        title: t("sources.last"),
        width: 130,
        phone: 110,
        grow: 1,
        bone: 60,
        cell: ({ lastRun }) =>
          lastRun === null ? (
            <span className="tw-quiet">{t("sources.never")}</span>
          ) : lastRun.state === "failed" ? (
            <span className="tw-attention tw-cut" title={lastRun.problem ? pick(lastRun.problem) : undefined}>
              {t("sources.is.failed")}
            </span>
          ) : (
            <span className="tw-quiet">{lastRun.state === "running" ? t("sources.is.running") : <Ago at={lastRun.startedAt} />}</span>
          ),
      },
      {
        key: "rows",
        title: t("sources.rows"),
        width: 84,
        align: "right",
        bone: 40,
        cell: ({ lastRun }) => (lastRun ? <CountingNum value={lastRun.rows} /> : <span className="tw-quiet">–</span>),
      },
    ],
    [t, pick, show],
  );
}
