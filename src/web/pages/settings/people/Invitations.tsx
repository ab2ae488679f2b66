import { useQuery } from "@tanstack/react-query";
import { Button, Popconfirm, Segmented } from "antd";
import { useMemo, useState } from "react";
import { listDepartments, listInvitations, withdrawInvitation, type InvitationShape } from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { useAct } from "../../../api/useAct.ts";
import { Empty } from "../../../components/Empty.tsx";
import { Icon } from "../../../components/Icon.tsx";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { DataTable } from "../../../components/table/DataTable.tsx";
import type { Column } from "../../../components/table/tableColumn.ts";
import { useFormat } from "../../../format/useFormat.ts";
import { useTexts } from "../../../i18n/index.ts";
import { heightOf } from "../../catalogue/height.ts";
import { InvitePerson } from "./InvitePerson.tsx";
import { usePeopleChanged } from "./usePeopleChanged.ts";

const STATES = ["open", "all"] as const;

/** The invitations by link. An open one can be withdrawn. */
export function Invitations() {
  const { t } = useTexts();
  const [state, setState] = useState<(typeof STATES)[number]>("open");
  const [making, setMaking] = useState(false);
  const { data, error, refetch } = useQuery(ask(listInvitations, { state }));
  const departments = useQuery(ask(listDepartments, {})).data?.items ?? [];
  const changed = usePeopleChanged();
  const withdraw = useAct(withdrawInvitation, { onSuccess: changed });
  const { mutate } = withdraw;
  const columns = useInvitationColumns((invitation) => mutate({ invitation }));
  const add = (
    <Button type="primary" icon={<Icon name="plus" />} onClick={() => setMaking(true)}>
      {t("invitations.new")}
    </Button>
  );
  return (
    <>
      <div className="tw-keys-head">
        <p className="tw-quiet">{t("invitations.lead")}</p>
        <div className="tw-sessions-acts">
          <Segmented
            aria-label={t("people.state")}
            value={state}
            onChange={setState}
            options={STATES.map((value) => ({ value, label: t(`invitations.show.${value}`) }))}
          />
          {data && data.items.length > 0 && add}
        </div>
      </div>
      {(error ?? withdraw.error) && <ProblemNote problem={error ?? withdraw.error} onRetry={() => void refetch()} />}
      {!error && (
        <DataTable
          label={t("people.view.invitations")}
          columns={columns}
          rows={data?.items}
          rowKey={({ id }) => id}
          height={heightOf(data?.items)}
          empty={
            <Empty picture="people" title={t("invitations.none")} action={add}>
              {t("invitations.noneHelp")}
            </Empty>
          }
        />
      )}
      <InvitePerson open={making} departments={departments} onClose={() => setMaking(false)} />
    </>
  );
}

function useInvitationColumns(withdraw: (id: string) => void): readonly Column<InvitationShape>[] {
  const { t } = useTexts();
  const { day, dayInWords, instant } = useFormat();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("settings.name"),
        width: 120,
        phone: 90,
        grow: 2,
        bone: 70,
        cell: ({ name, usedBy }) => <span className="tw-cut">{usedBy?.name ?? (name || "–")}</span>,
      },
      {
        key: "role",
        title: t("settings.role"),
        width: 116,
        phone: 100,
        bone: 44,
        cell: ({ role }) => <span className="tw-cut">{t(`role.${role}`)}</span>,
      },
      {
        key: "department",
        title: t("people.department"),
        width: 150,
        grow: 2,
        wide: true,
        bone: 100,
        cell: ({ departments }) => <span className="tw-cut">{departments.map(({ name }) => name).join(" / ") || "–"}</span>,
      },
      {
        key: "by",
        title: t("invitations.by"),
        width: 110,
        grow: 1,
        wide: true,
        bone: 60,
        cell: ({ createdBy }) => <span className="tw-cut tw-quiet">{createdBy}</span>,
      },
      {
        key: "state",
        title: t("people.state"),
        width: 150,
        phone: 92,
        bone: 60,
        cell: ({ state, endsAt, usedAt }) => {
          const at = state === "used" && usedAt ? usedAt : endsAt;
          return (
            <time dateTime={at} title={instant(at)} className={`tw-cut${state === "open" ? "" : " tw-quiet"}`}>
              {t(`invitations.state.${state}`, { at: dayInWords(day(at)) })}
            </time>
          );
        },
      },
      {
        key: "acts",
        title: "",
        width: 84,
        phone: 70,
        bone: 0,
        cell: ({ id, state }) =>
          state === "open" && (
            <Popconfirm
              title={t("invitations.withdrawAsk")}
              description={t("invitations.withdrawHelp")}
              okText={t("invitations.withdraw")}
              cancelText={t("common.cancel")}
              okButtonProps={{ danger: true }}
              onConfirm={() => withdraw(id)}
            >
              <button type="button" className="tw-link tw-keys-revoke">
                {t("invitations.withdraw")}
              </button>
            </Popconfirm>
          ),
      },
    ],
    [t, day, dayInWords, instant, withdraw],
  );
}
