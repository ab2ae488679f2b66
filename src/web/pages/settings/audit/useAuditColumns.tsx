import { useMemo } from "react";
import type { AuditEntry } from "../../../../contract/index.ts";
import type { Column } from "../../../components/table/tableColumn.ts";
import { useFormat } from "../../../format/useFormat.ts";
import { useTexts } from "../../../i18n/index.ts";
import { thingOf } from "./details.ts";
import { useActionName } from "./useActionName.ts";

export function useAuditColumns(open: (entry: AuditEntry) => void): readonly Column<AuditEntry>[] {
  const { t, lang } = useTexts();
  const { instant } = useFormat();
  const nameOf = useActionName();
  return useMemo(
    () => [
      {
        key: "action",
        title: t("audit.action"),
        width: 170,
        phone: 130,
        grow: 2,
        bone: 100,
        cell: (entry) => (
          <button type="button" className="tw-person-name tw-cut" data-main onClick={() => open(entry)}>
            {nameOf(entry.action)}
          </button>
        ),
      },
      {
        key: "thing",
        title: t("audit.what"),
        width: 150,
        grow: 2,
        wide: true,
        bone: 90,
        cell: ({ details }) => <span className="tw-cut">{thingOf(details) || "–"}</span>,
      },
      {
        key: "who",
        title: t("audit.by"),
        width: 110,
        phone: 84,
        grow: 1,
        bone: 60,
        cell: ({ actor }) => <span className="tw-cut">{actor.name}</span>,
      },
      {
        key: "address",
        title: t("audit.address"),
        width: 130,
        wide: true,
        bone: 80,
        cell: ({ address }) => <span className="tw-cut tw-quiet">{address || "–"}</span>,
      },
      {
        key: "at",
        title: t("audit.at"),
        width: 170,
        phone: 140,
        bone: 120,
        cell: ({ at }) => (
          <time dateTime={at} className="tw-cut tw-quiet">
            {instant(at)}
          </time>
        ),
      },
    ],
    // oxlint-disable-next-line react/exhaustive-deps -- the names of actions follow the language
    [t, lang, instant, open],
  );
}
