import { useMemo } from "react";
import type { AttributeUse, EventUse } from "../../../contract/index.ts";
import { Ago } from "../../components/Ago.tsx";
import { Num } from "../../components/Num.tsx";
import type { Column } from "../../components/table/tableColumn.ts";
import { useTexts } from "../../i18n/index.ts";
import { Violations } from "./Violations.tsx";

interface Named {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly labelled: boolean;
}

function useNameColumn<R extends Named>(onOpen: (row: R) => void): Column<R> {
  const { t, pick } = useTexts();
  return useMemo(
    () => ({
      key: "name",
      title: t("catalogue.name"),
      width: 190,
      phone: 170,
      grow: 2,
      bone: 120,
      cell: (row) => (
        <button type="button" className="tw-catalogue-name tw-cut" data-main onClick={() => onOpen(row)}>
          {!row.labelled && <span className="tw-catalogue-new">{t("catalogue.unlabelled")}</span>}
          {pick(row.name)}
        </button>
      ),
    }),
    [t, pick, onOpen],
  );
}

function useCodeColumn<R extends Named>(): Column<R> {
  const { t } = useTexts();
  return useMemo(
    () => ({
      key: "code",
      title: t("catalogue.code"),
      width: 150,
      grow: 1,
      wide: true,
      bone: 90,
      cell: ({ code }) => <code className="tw-quiet tw-cut">{code}</code>,
    }),
    [t],
  );
}

export function useEventColumns(onOpen: (event: string) => void): readonly Column<EventUse>[] {
  const { t } = useTexts();
  const name = useNameColumn<EventUse>(({ code }) => onOpen(code));
  const code = useCodeColumn<EventUse>();
  return useMemo(
    () => [
      name,
      code,
      { key: "count", title: t("catalogue.count"), width: 84, align: "right", bone: 40, cell: ({ events }) => <Num value={events} /> },
      {
        key: "last",
        title: t("catalogue.lastSeen"),
        width: 110,
        wide: true,
        bone: 60,
        cell: ({ lastSeen }) => <span className="tw-quiet">{lastSeen && <Ago at={lastSeen} />}</span>,
      },
      {
        key: "properties",
        title: t("catalogue.properties"),
        width: 104,
        align: "right",
        wide: true,
        bone: 20,
        cell: ({ properties }) => <Num value={properties} />,
      },
      {
        key: "violations",
        title: t("catalogue.violations"),
        width: 96,
        align: "right",
        bone: 20,
        cell: ({ violations }) => <Violations count={violations} />,
      },
    ],
    [t, name, code],
  );
}

export function useAttributeColumns(onOpen: (attribute: AttributeUse) => void): readonly Column<AttributeUse>[] {
  const { t } = useTexts();
  const name = useNameColumn<AttributeUse>(onOpen);
  const code = useCodeColumn<AttributeUse>();
  return useMemo(
    () => [
      name,
      code,
      { key: "type", title: t("catalogue.type"), width: 90, wide: true, bone: 40, cell: ({ type }) => t(`fieldType.${type}`) },
      {
        key: "sensitivity",
        title: t("tag.sensitivity"),
        width: 96,
        wide: true,
        bone: 40,
        cell: ({ sensitivity }) => t(`sensitivity.${sensitivity}`),
      },
      {
        key: "count",
        title: t("catalogue.customers"),
        width: 84,
        align: "right",
        bone: 40,
        cell: ({ customers }) => <Num value={customers} />,
      },
      {
        key: "violations",
        title: t("catalogue.violations"),
        width: 96,
        align: "right",
        bone: 20,
        cell: (row) => <Violations count={row.violations?.values ?? 0} onOpen={() => onOpen(row)} />,
      },
    ],
    [t, name, code, onOpen],
  );
}
