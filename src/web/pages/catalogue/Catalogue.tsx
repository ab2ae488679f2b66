import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Segmented } from "antd";
import { useState } from "react";
import { readCatalogueUse, type AttributeUse } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { Empty } from "../../components/Empty.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { DataTable } from "../../components/table/DataTable.tsx";
import { useTexts } from "../../i18n/index.ts";
import { AttributeDrawer } from "./AttributeDrawer.tsx";
import { EventDrawer } from "./EventDrawer.tsx";
import { useAttributeColumns, useEventColumns } from "./useColumns.tsx";
import "./catalogue.css";

/** All rows up to what a screen holds. */
const heightOf = (rows: readonly unknown[] | undefined): number => 36 + 36 * Math.min(17, Math.max(4, rows?.length ?? 4));

/** What rules may name: events, unlabelled ones first, and attributes. Which event is open stands in the address. */
export function Catalogue() {
  const { t } = useTexts();
  const { view, event } = useSearch({ from: "/frame/settings" });
  const navigate = useNavigate({ from: "/settings" });
  const [attribute, setAttribute] = useState<AttributeUse | null>(null);
  const { data, error, refetch } = useQuery(ask(readCatalogueUse, {}));
  const open = (code: string | undefined): void => void navigate({ search: (before) => ({ ...before, event: code }), resetScroll: false });
  const eventColumns = useEventColumns(open);
  const attributeColumns = useAttributeColumns(setAttribute);
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  const empty = (
    <Empty picture="label" title={t("catalogue.none")}>
      {t("catalogue.noneHelp")}
    </Empty>
  );
  const shown = view === "attributes" ? "attributes" : "events";
  return (
    <section className="tw-catalogue">
      <p className="tw-quiet tw-catalogue-lead">{t("catalogue.lead")}</p>
      <Segmented
        value={shown}
        onChange={(next) =>
          void navigate({ search: (before) => ({ ...before, view: next === "events" ? undefined : next }), replace: true })
        }
        options={(["events", "attributes"] as const).map((value) => ({ value, label: t(`catalogue.${value}`) }))}
      />
      {shown === "events" ? (
        <DataTable
          label={t("catalogue.events")}
          columns={eventColumns}
          rows={data?.events}
          rowKey={({ code }) => code}
          height={heightOf(data?.events)}
          empty={empty}
        />
      ) : (
        <DataTable
          label={t("catalogue.attributes")}
          columns={attributeColumns}
          rows={data?.attributes}
          rowKey={({ code }) => code}
          height={heightOf(data?.attributes)}
          empty={empty}
        />
      )}
      <EventDrawer code={event ?? null} onClose={() => open(undefined)} />
      <AttributeDrawer attribute={attribute} onClose={() => setAttribute(null)} />
    </section>
  );
}
