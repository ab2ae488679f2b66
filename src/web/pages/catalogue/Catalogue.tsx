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
import { ConflictList } from "./ConflictList.tsx";
import { EventDrawer } from "./EventDrawer.tsx";
import { heightOf } from "./height.ts";
import { ProductList } from "./ProductList.tsx";
import { Unnamed } from "./Unnamed.tsx";
import { useAttributeColumns, useEventColumns } from "./useColumns.tsx";
import "./catalogue.css";

const VIEWS = ["events", "attributes", "products", "conflicts"] as const;

/** The events (unlabelled first) and attributes that rules may use, and the products. The open tab is in the address. */
export function Catalogue() {
  const { t } = useTexts();
  const { view, event } = useSearch({ from: "/frame/settings" });
  const navigate = useNavigate({ from: "/settings" });
  const [attribute, setAttribute] = useState<AttributeUse | null>(null);
  const { data, error, refetch } = useQuery(ask(readCatalogueUse, {}));
  const open = (code: string | undefined): void => void navigate({ search: (before) => ({ ...before, event: code }), resetScroll: false });
  const eventColumns = useEventColumns(open);
  const attributeColumns = useAttributeColumns(setAttribute);
  // The current entry, because its type may just have changed.
  const shownAttribute = attribute && (data?.attributes.find(({ code }) => code === attribute.code) ?? attribute);
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  const empty = (
    <Empty picture="label" title={t("catalogue.none")}>
      {t("catalogue.noneHelp")}
    </Empty>
  );
  const shown = VIEWS.find((each) => each === view) ?? "events";
  return (
    <section className="tw-catalogue">
      <Segmented
        value={shown}
        onChange={(next) =>
          void navigate({ search: (before) => ({ ...before, view: next === "events" ? undefined : next, q: undefined }), replace: true })
        }
        options={VIEWS.map((value) => ({ value, label: t(`catalogue.${value}`) }))}
      />
      {(shown === "events" || shown === "attributes") && <p className="tw-quiet tw-catalogue-lead">{t("catalogue.lead")}</p>}
      {(shown === "events" || shown === "attributes") && <Unnamed unnamed={data?.unnamed ?? []} />}
      {shown === "products" && <ProductList />}
      {shown === "conflicts" && <ConflictList />}
      {shown === "events" && (
        <DataTable
          label={t("catalogue.events")}
          columns={eventColumns}
          rows={data?.events}
          rowKey={({ code }) => code}
          height={heightOf(data?.events)}
          empty={empty}
        />
      )}
      {shown === "attributes" && (
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
      <AttributeDrawer attribute={shownAttribute} onClose={() => setAttribute(null)} />
    </section>
  );
}
