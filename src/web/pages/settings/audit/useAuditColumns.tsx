import { useMemo } from "react";
import type { AuditEntry } from "../../../../contract/index.ts";
import type { Column } from "../../../components/table/tableColumn.ts";
import { useActorName } from "../../../components/useActorName.ts";
import { useFormat } from "../../../format/useFormat.ts";
import { useTexts } from "../../../i18n/index.ts";
import { usePhone } from "../../../preferences.ts";
import { thingOf } from "./details.ts";
import { useActionName } from "./useActionName.ts";

/** Of `2026-11-30 17:10:34 Asia/Shanghai`. */
const YEAR_TO_SECOND = [0, 19] as const;
const MONTH_TO_MINUTE = [5, 16] as const;

export function useAuditColumns(open: (entry: AuditEntry) => void): readonly Column<AuditEntry>[] {
  const { t, lang } = useTexts();
  const { instant } = useFormat();
  const phone = usePhone();
  const actorName = useActorName();
  const nameOf = useActionName();
  return useMemo(
    () => [
      {
        key: "action",
        title: t("audit.action"),
        width: 170,
        phone: 140,
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
        cell: ({ actor }) => <span className="tw-cut">{actorName(actor.name)}</span>,
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
        phone: 104,
        bone: 120,
        cell: ({ at }) => (
          <time dateTime={at} title={instant(at)} className="tw-cut tw-quiet">
            {phone ? instant(at).slice(...MONTH_TO_MINUTE) : instant(at).slice(...YEAR_TO_SECOND)}
          </time>
        ),
      },
    ],
    // oxlint-disable-next-line react/exhaustive-deps -- the names of actions follow the language
    [t, lang, instant, open, phone],
  );
}
