import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { MessageConflict } from "../../../contract/index.ts";
import { Ago } from "../../components/Ago.tsx";
import { Num } from "../../components/Num.tsx";
import type { Column } from "../../components/table/tableColumn.ts";
import { useTexts } from "../../i18n/index.ts";

export function useConflictColumns(): readonly Column<MessageConflict>[] {
  const { t } = useTexts();
  return useMemo(() => {
    const text = (key: "sender" | "event" | "message", width: number, grow: number): Column<MessageConflict> => ({
      key,
      title: t(`conflicts.${key}`),
      width,
      grow,
      bone: Math.round(width / 2),
      cell: (row) => (
        <span className="tw-cut" title={row[key]}>
          {row[key]}
        </span>
      ),
    });
    return [
      { ...text("message", 130, 1), phone: 96 },
      { ...text("event", 130, 1), phone: 96 },
      { ...text("sender", 120, 1), wide: true },
      {
        key: "payload",
        title: t("conflicts.payload"),
        width: 220,
        phone: 90,
        grow: 3,
        bone: 120,
        cell: ({ payload }) => {
          const properties = payload?.properties ?? "****";
          return (
            <span className="tw-cut" title={properties}>
              {properties}
            </span>
          );
        },
      },
      {
        key: "customer",
        title: t("conflicts.customer"),
        width: 90,
        wide: true,
        bone: 40,
        cell: ({ customer }) => (
          <Link to="/customers/$customer" params={{ customer: String(customer) }}>
            {customer}
          </Link>
        ),
      },
      {
        key: "times",
        title: t("conflicts.times"),
        width: 64,
        align: "right",
        wide: true,
        bone: 24,
        cell: ({ times }) => <Num value={times} />,
      },
      {
        key: "last",
        title: t("conflicts.lastAt"),
        width: 110,
        wide: true,
        bone: 60,
        cell: ({ lastAt }) => (
          <span className="tw-quiet">
            <Ago at={lastAt} />
          </span>
        ),
      },
    ];
  }, [t]);
}
