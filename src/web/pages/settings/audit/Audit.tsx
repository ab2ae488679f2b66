import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Input, Segmented, Select } from "antd";
import { useMemo, useState } from "react";
import { exportAudit, listAudit, type AuditEntry } from "../../../../contract/index.ts";
import { addressOf } from "../../../api/client.ts";
import { askPages } from "../../../api/queries.ts";
import { Empty } from "../../../components/Empty.tsx";
import { Filters } from "../../../components/Filters.tsx";
import { Icon } from "../../../components/Icon.tsx";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { SearchField } from "../../../components/SearchField.tsx";
import { DataTable } from "../../../components/table/DataTable.tsx";
import { auditKind } from "../../../i18n/zh/audit.ts";
import { useTexts } from "../../../i18n/index.ts";
import { heightOf } from "../../catalogue/height.ts";
import { AuditDrawer } from "./AuditDrawer.tsx";
import { dayAfter } from "./details.ts";
import { useAuditColumns } from "./useAuditColumns.tsx";
import { VerifyButton } from "./VerifyButton.tsx";
import "./audit.css";

const PAGE_ROWS = 100;
const VIEWS = ["changes", "reads"] as const;
const KINDS = Object.keys(auditKind) as (keyof typeof auditKind)[];
const DAY = /^\d{4}-\d\d-\d\d$/;

type Filter = "who" | "q" | "action" | "from" | "to";

/** The audit: who changed what and who saw personal data, searched and filtered. Nothing here changes it. */
export function Audit() {
  const { t } = useTexts();
  const { view, who, q, action, from, to } = useSearch({ from: "/frame/settings" });
  const navigate = useNavigate({ from: "/settings" });
  const [opened, setOpened] = useState<AuditEntry>();
  const of = VIEWS.find((each) => each === view) ?? "changes";
  const filter = {
    of,
    actor: who,
    thing: q,
    action: of === "changes" ? action : undefined,
    ...(from !== undefined && DAY.test(from) && { since: from }),
    ...(to !== undefined && DAY.test(to) && { until: dayAfter(to) }),
  };
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    askPages(listAudit, { ...filter, limit: PAGE_ROWS }),
  );
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);
  const set = (change: { readonly [F in Filter]?: string | undefined }): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  const clear = (): void => set({ who: undefined, q: undefined, action: undefined, from: undefined, to: undefined });
  const columns = useAuditColumns(setOpened);
  const active = [who, q, filter.action, from, to].filter((each) => each !== undefined).length;
  const day = (value: string | undefined, name: "from" | "to") => (
    <Input
      type="date"
      className="tw-audit-day"
      aria-label={t(`audit.${name}`)}
      title={t(`audit.${name}`)}
      value={value ?? ""}
      onChange={(event) => set({ [name]: event.target.value || undefined })}
    />
  );
  return (
    <section className="tw-people tw-audit">
      <Segmented
        aria-label={t("audit.tab")}
        value={of}
        onChange={(next) => void navigate({ search: { tab: "audit", view: next === "changes" ? undefined : next }, replace: true })}
        options={VIEWS.map((value) => ({ value, label: t(`audit.view.${value}`) }))}
      />
      <div className="tw-keys-head">
        <p className="tw-quiet">{t(`audit.lead.${of}`)}</p>
        <div className="tw-sessions-acts">
          {of === "changes" && <VerifyButton />}
          <Button icon={<Icon name="download" />} href={addressOf(exportAudit, filter)} download>
            {t("audit.export")}
          </Button>
        </div>
      </div>
      <Filters active={active} onClear={clear}>
        <SearchField label={t("audit.who")} value={who ?? ""} onChange={(next) => set({ who: next || undefined })} />
        <SearchField label={t("audit.thing")} value={q ?? ""} onChange={(next) => set({ q: next || undefined })} />
        {of === "changes" && (
          <Select
            className="tw-filter-choice"
            aria-label={t("audit.action")}
            popupMatchSelectWidth={false}
            value={action ?? ""}
            onChange={(next) => set({ action: next || undefined })}
            options={[{ value: "", label: t("audit.anyAction") }, ...KINDS.map((value) => ({ value, label: t(`auditKind.${value}`) }))]}
          />
        )}
        {day(from, "from")}
        <span className="tw-quiet tw-audit-dash">–</span>
        {day(to, "to")}
      </Filters>
      {error ? (
        <ProblemNote problem={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          label={t("audit.tab")}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => String(id)}
          height={heightOf(rows)}
          more={{ has: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
          empty={
            <Empty picture="search" title={t("audit.none")} action={active > 0 && <Button onClick={clear}>{t("filter.clear")}</Button>}>
              {t("audit.noneHelp")}
            </Empty>
          }
        />
      )}
      <AuditDrawer entry={opened} onClose={() => setOpened(undefined)} />
    </section>
  );
}
