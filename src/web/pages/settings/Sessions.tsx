import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useMemo, useState } from "react";
import { endOtherSessions, endSession, listSessions, type SignedInShape } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { useMay } from "../../api/session.ts";
import { useAct } from "../../api/useAct.ts";
import { Ago } from "../../components/Ago.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import type { Column } from "../../components/table/tableColumn.ts";
import { DataTable } from "../../components/table/DataTable.tsx";
import { useFormat } from "../../format/useFormat.ts";
import { useTexts } from "../../i18n/index.ts";
import { agentName } from "./agentName.ts";

const WHOSE = ["own", "all"] as const;

/** The person's sessions, or everybody's for people who manage the team. Each can be ended. */
export function Sessions() {
  const { t } = useTexts();
  const client = useQueryClient();
  const team = useMay("team.manage");
  const [whose, setWhose] = useState<(typeof WHOSE)[number]>("own");
  const { data, error, refetch } = useQuery(ask(listSessions, { all: whose === "all" ? "true" : "false" }));
  const onSuccess = (): Promise<void> => client.invalidateQueries({ queryKey: [listSessions.id] });
  const end = useAct(endSession, { onSuccess });
  const endOthers = useAct(endOtherSessions, { onSuccess });
  const { mutate } = end;
  const columns = useSessionColumns(whose === "all", (session) => mutate({ session }));
  const problem = error ?? end.error ?? endOthers.error;
  return (
    <section className="tw-keys">
      <div className="tw-keys-head">
        <p className="tw-quiet">{t("sessions.lead")}</p>
        <div className="tw-sessions-acts">
          {team && (
            <Segmented
              aria-label={t("settings.sessions")}
              value={whose}
              onChange={setWhose}
              options={WHOSE.map((value) => ({ value, label: t(`sessions.${value}`) }))}
            />
          )}
          {whose === "own" && (data?.items.length ?? 0) > 1 && (
            <Button loading={endOthers.isPending} onClick={() => endOthers.mutate({})}>
              {t("sessions.endOthers")}
            </Button>
          )}
        </div>
      </div>
      {problem && <ProblemNote problem={problem} onRetry={() => void refetch()} />}
      <DataTable
        label={t("settings.sessions")}
        columns={columns}
        rows={data?.items}
        rowKey={({ id }) => id}
        height={36 + 36 * Math.max(1, data?.items.length ?? 3)}
        empty={<p className="tw-quiet">{t("sessions.none")}</p>}
      />
    </section>
  );
}

function useSessionColumns(everybody: boolean, onEnd: (session: string) => void): readonly Column<SignedInShape>[] {
  const { t } = useTexts();
  const { day, dayInWords, instant } = useFormat();
  return useMemo(
    () => [
      ...(everybody
        ? [
            {
              key: "person",
              title: t("settings.name"),
              width: 110,
              grow: 1,
              bone: 60,
              cell: ({ person }: SignedInShape) => <span className="tw-cut">{person.name}</span>,
            },
          ]
        : []),
      {
        key: "agent",
        title: t("sessions.agent"),
        width: 150,
        grow: 2,
        bone: 100,
        cell: ({ agent }) => (
          <span className="tw-cut" title={agent}>
            {agentName(agent)}
          </span>
        ),
      },
      {
        key: "address",
        title: t("sessions.address"),
        width: 130,
        wide: true,
        bone: 80,
        cell: ({ address }) => <span className="tw-quiet">{address}</span>,
      },
      {
        key: "used",
        title: t("sessions.used"),
        width: 110,
        bone: 60,
        cell: ({ lastUsedAt }) => (
          <span className="tw-quiet">
            <Ago at={lastUsedAt} />
          </span>
        ),
      },
      {
        key: "ends",
        title: t("sessions.ends"),
        width: 130,
        wide: true,
        bone: 80,
        cell: ({ endsAt }) => (
          <time dateTime={endsAt} title={instant(endsAt)} className="tw-quiet">
            {dayInWords(day(endsAt))}
          </time>
        ),
      },
      {
        key: "acts",
        title: "",
        width: 84,
        bone: 0,
        cell: ({ id, current }) =>
          current ? (
            <span className="tw-quiet tw-session-end">{t("sessions.current")}</span>
          ) : (
            <button type="button" className="tw-link tw-keys-revoke" onClick={() => onEnd(id)}>
              {t("sessions.end")}
            </button>
          ),
      },
    ],
    [t, day, dayInWords, instant, everybody, onEnd],
  );
}
