import { useMemo } from "react";
import type { CustomerSummary, TagDetail } from "../../../contract/index.ts";
import { tagKind } from "../../../kernel/index.ts";
import { Ago } from "../../components/Ago.tsx";
import { CustomerName } from "../../components/customer/CustomerName.tsx";
import { TagStrip } from "../../components/customer/TagStrip.tsx";
import type { Column } from "../../components/table/tableColumn.ts";
import { useTexts } from "../../i18n/index.ts";

export function useSampleColumns({ code, kind }: TagDetail): readonly Column<CustomerSummary>[] {
  const { t } = useTexts();
  return useMemo(() => {
    const value: Column<CustomerSummary> = {
      key: "value",
      title: t("customers.value"),
      width: 120,
      bone: 60,
      cell: ({ tags }) => tags.find((tag) => tag.code === code)?.value ?? "–",
    };
    return [
      { key: "name", title: t("customers.name"), width: 150, grow: 1, bone: 90, cell: (row) => <CustomerName customer={row} why={code} /> },
      ...(tagKind(kind).hasTiers ? [value] : []),
      {
        key: "tags",
        title: t("customers.otherTags"),
        width: 240,
        grow: 3,
        wide: true,
        bone: "80%",
        cell: (row) => <TagStrip customer={row} but={code} />,
      },
      {
        key: "seen",
        title: t("customers.lastSeen"),
        width: 110,
        bone: 60,
        cell: ({ lastSeen }) => <span className="tw-quiet">{lastSeen ? <Ago at={lastSeen} /> : "–"}</span>,
      },
    ];
  }, [t, code, kind]);
}
