import { useMemo } from "react";
import type { PersonShape } from "../../../../contract/index.ts";
import { Ago } from "../../../components/Ago.tsx";
import type { Column } from "../../../components/table/tableColumn.ts";
import { useTexts } from "../../../i18n/index.ts";

export function usePersonColumns(open: (person: string) => void): readonly Column<PersonShape>[] {
  const { t } = useTexts();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("settings.name"),
        width: 130,
        phone: 120,
        grow: 2,
        bone: 70,
        cell: ({ id, name, disabledAt }) => (
          <button type="button" className={`tw-person-name tw-cut${disabledAt ? " tw-quiet" : ""}`} data-main onClick={() => open(id)}>
            {name}
          </button>
        ),
      },
      {
        key: "login",
        title: t("login.login"),
        width: 130,
        grow: 2,
        wide: true,
        bone: 90,
        cell: ({ login }) => <span className="tw-cut tw-quiet">{login}</span>,
      },
      {
        key: "role",
        title: t("settings.role"),
        width: 116,
        phone: 108,
        bone: 44,
        cell: ({ role }) => <span className="tw-cut">{t(`role.${role}`)}</span>,
      },
      {
        key: "department",
        title: t("people.department"),
        width: 160,
        grow: 2,
        wide: true,
        bone: 100,
        cell: ({ departments }) => <span className="tw-cut">{departments.map(({ name }) => name).join(" / ") || "–"}</span>,
      },
      {
        key: "used",
        title: t("people.seen"),
        width: 120,
        wide: true,
        bone: 60,
        cell: ({ lastUsedAt }) => <span className="tw-quiet">{lastUsedAt ? <Ago at={lastUsedAt} /> : "–"}</span>,
      },
      {
        key: "state",
        title: t("people.state"),
        width: 90,
        phone: 72,
        bone: 40,
        cell: ({ disabledAt }) =>
          disabledAt ? <span className="tw-amber">{t("people.disabled")}</span> : <span className="tw-quiet">{t("people.active")}</span>,
      },
    ],
    [t, open],
  );
}
