import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { listTags, describeCatalogue, type CustomerSummary } from "../../../contract/index.ts";
import { valueTypeFacts, tagKind } from "../../../kernel/index.ts";
import { ask } from "../../api/queries.ts";
import { Ago } from "../../components/Ago.tsx";
import { CustomerName } from "../../components/customer/CustomerName.tsx";
import { IdentityLine } from "../../components/customer/Identities.tsx";
import { TagStrip } from "../../components/customer/TagStrip.tsx";
import { useValueText } from "../../components/useValueText.ts";
import type { Column } from "../../components/table/tableColumn.ts";
import { useTexts } from "../../i18n/index.ts";
import { usePreferences } from "../../preferences.ts";
import { chosenOf } from "./customerColumns.ts";

type CustomerColumn = Column<CustomerSummary>;

/** All columns, and the chosen ones, with the name first. */
export function useCustomerColumns(): { all: readonly CustomerColumn[]; shown: readonly CustomerColumn[]; chosen: readonly string[] } {
  const { t, pick } = useTexts();
  const { customerColumns } = usePreferences();
  const valueText = useValueText();
  const catalogue = useQuery({ ...ask(describeCatalogue, {}), staleTime: 60_000 }).data;
  const tags = useQuery(ask(listTags, {})).data?.items;

  const all = useMemo<CustomerColumn[]>(
    () => [
      { key: "tags", title: t("shell.tags"), width: 260, phone: 210, grow: 4, bone: "85%", cell: (row) => <TagStrip customer={row} /> },
      {
        key: "identities",
        title: t("customers.identities"),
        width: 220,
        grow: 2,
        wide: true,
        bone: "70%",
        cell: ({ identities }) => <IdentityLine identities={identities} />,
      },
      {
        key: "seen",
        title: t("customers.lastSeen"),
        width: 112,
        wide: true,
        bone: 64,
        cell: ({ lastSeen }) => <span className="tw-quiet">{lastSeen ? <Ago at={lastSeen} /> : "–"}</span>,
      },
      ...(catalogue?.attributes ?? []).map(({ code, name, type }): CustomerColumn => ({
        key: `attribute.${code}`,
        title: pick(name),
        width: 120,
        grow: 1,
        wide: true,
        ...(valueTypeFacts(type).isAmount && { align: "right" }),
        cell: ({ attributes }) => <span className="tw-cut">{valueText(attributes[code], type)}</span>,
      })),
      // A row has tags with tiers but no metrics. The customer's page shows those.
      ...(tags ?? [])
        .filter(({ kind }) => tagKind(kind).hasTiers)
        .map(({ code, name }): CustomerColumn => ({
          key: `tag.${code}`,
          title: pick(name),
          width: 124,
          grow: 1,
          wide: true,
          cell: ({ tags: held }) => held.find((tag) => tag.code === code)?.value ?? <span className="tw-quiet">–</span>,
        })),
    ],
    [t, pick, valueText, catalogue, tags],
  );

  const existing = useMemo(() => new Set(all.map(({ key }) => key)), [all]);
  const chosen = useMemo(() => chosenOf(customerColumns, existing), [customerColumns, existing]);
  const shown = useMemo(() => {
    const name: CustomerColumn = {
      key: "name",
      title: t("customers.name"),
      width: 168,
      phone: 132,
      grow: 1,
      bone: 96,
      cell: (row) => <CustomerName customer={row} />,
    };
    return [name, ...chosen.map((key) => all.find((column) => column.key === key)!)];
  }, [t, all, chosen]);
  return { all, shown, chosen };
}
