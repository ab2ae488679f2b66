import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Select, Switch } from "antd";
import { useMemo } from "react";
import { ChangeState, listChanges, listTagGroups, setApproval, type ChangeSummary } from "../../../contract/index.ts";
import { ask, askPages } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { useAct } from "../../api/useAct.ts";
import { Ago } from "../../components/Ago.tsx";
import { Empty } from "../../components/Empty.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { DataTable } from "../../components/table/DataTable.tsx";
import type { Column } from "../../components/table/tableColumn.ts";
import { useTexts } from "../../i18n/index.ts";
import "./changes.css";

/** The change requests, newest first. */
export function ChangesPage() {
  const { t } = useTexts();
  const navigate = useNavigate({ from: "/changes" });
  const search = useSearch({ from: "/frame/changes" });
  const state = ChangeState.safeParse(search.state).data;
  const pages = useInfiniteQuery(askPages(listChanges, { state, limit: 100 }));
  const rows = useMemo(() => pages.data?.pages.flatMap(({ items }) => items), [pages.data]);
  const waiting = pages.data?.pages[0]?.waiting ?? 0;
  const columns = useChangeColumns();
  return (
    <div className="tw-page">
      <PageHeader
        title={t("changes.title")}
        lead={waiting > 0 ? t("changes.waits", { count: waiting }) : t("changes.lead")}
        action={
          <>
            <Everywhere />
            <Select
              aria-label={t("changes.state")}
              value={state ?? ""}
              style={{ width: 130 }}
              onChange={(value) => void navigate({ search: { state: value || undefined }, replace: true })}
              options={[
                { value: "", label: t("changes.all") },
                ...ChangeState.options.map((value) => ({ value, label: t(`changes.states.${value}`) })),
              ]}
            />
          </>
        }
      />
      {pages.error && !rows ? (
        <ProblemNote problem={pages.error} onRetry={() => void pages.refetch()} />
      ) : (
        <DataTable
          label={t("changes.title")}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => String(id)}
          more={{ has: pages.hasNextPage, loading: pages.isFetchingNextPage, load: () => void pages.fetchNextPage() }}
          empty={
            <Empty picture="label" title={t("changes.none")}>
              {t("changes.noneHelp")}
            </Empty>
          }
        />
      )}
    </div>
  );
}

/** Whether tags need an approval where their group says nothing. Administrators set it. */
function Everywhere() {
  const { t } = useTexts();
  const manages = useMay("team.manage");
  const client = useQueryClient();
  const needed = useQuery({ ...ask(listTagGroups, {}), enabled: manages }).data?.needsApproval;
  const set = useAct(setApproval, { onSuccess: () => client.invalidateQueries() });
  if (!manages || needed === undefined) return null;
  return (
    <label className="tw-change-acts">
      <Switch
        size="small"
        checked={needed}
        loading={set.isPending}
        onChange={(on) => set.mutate({ group: "/", approval: on ? "needed" : "free" })}
      />
      {t("changes.everywhere")}
    </label>
  );
}

function useChangeColumns(): readonly Column<ChangeSummary>[] {
  const { t, pick } = useTexts();
  return useMemo(
    () => [
      {
        key: "tags",
        title: t("changes.number"),
        width: 200,
        phone: 150,
        grow: 2,
        bone: 120,
        cell: ({ id, title, tags }) => (
          <Link to="/changes/$change" params={{ change: String(id) }} className="tw-link tw-cut" data-main>
            {id}. {title || tags.map(({ name }) => pick(name)).join("、")}
          </Link>
        ),
      },
      {
        key: "what",
        title: t("changes.tags"),
        width: 170,
        grow: 2,
        wide: true,
        bone: 90,
        cell: ({ tags }) => (
          <span className="tw-cut">{tags.map(({ name, change }) => `${t(`changes.change.${change}`)} ${pick(name)}`).join("、")}</span>
        ),
      },
      {
        key: "state",
        title: t("changes.state"),
        width: 90,
        phone: 76,
        bone: 44,
        cell: ({ state }) => <span className={state === "open" ? "" : "tw-quiet"}>{t(`changes.states.${state}`)}</span>,
      },
      {
        key: "by",
        title: t("changes.madeBy"),
        width: 110,
        phone: 80,
        grow: 1,
        bone: 50,
        cell: ({ madeBy }) => <span className="tw-cut">{madeBy.name}</span>,
      },
      { key: "at", title: t("changes.madeAt"), width: 120, wide: true, bone: 60, cell: ({ madeAt }) => <Ago at={madeAt} /> },
      {
        key: "decided",
        title: t("changes.decidedBy"),
        width: 110,
        grow: 1,
        wide: true,
        bone: 50,
        cell: ({ decidedBy }) => <span className="tw-cut">{decidedBy ?? "–"}</span>,
      },
    ],
    [t, pick],
  );
}
