import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Popconfirm } from "antd";
import { useState } from "react";
import {
  changePerson,
  enablePerson,
  listPeople,
  resetTwoFactor,
  type DepartmentShape,
  type PersonShape,
} from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { useSession } from "../../../api/session.ts";
import { useAct } from "../../../api/useAct.ts";
import { Ago } from "../../../components/Ago.tsx";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { useFormat } from "../../../format/useFormat.ts";
import { useTexts } from "../../../i18n/index.ts";
import { usePhone } from "../../../preferences.ts";
import { DisablePerson } from "./DisablePerson.tsx";
import { Holdings } from "./Holdings.tsx";
import { PersonFields, type PersonDraft } from "./PersonFields.tsx";
import { usePeopleChanged } from "./usePeopleChanged.ts";

interface Props {
  /** The id of the person shown; undefined: the drawer is closed. */
  readonly id: string | undefined;
  readonly departments: readonly DepartmentShape[];
  readonly onClose: () => void;
}

/** One person: what an administrator may change, what the person owns, disable and enable. */
export function PersonDrawer({ id, departments, onClose }: Props) {
  const { t } = useTexts();
  const phone = usePhone();
  const { data, error, refetch } = useQuery({ ...ask(listPeople, { state: "all" }), enabled: id !== undefined });
  const found = data?.items.find((each) => each.id === id);
  const [last, setLast] = useState(found);
  if (found && found !== last) setLast(found);
  const shown = id === undefined ? last : found;
  return (
    <Drawer open={id !== undefined} onClose={onClose} size={phone ? "100%" : 560} title={shown?.name ?? t("people.person")}>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton width="60%" />}
      {data && !shown && <p className="tw-quiet">{t("people.gone")}</p>}
      {shown && <Content key={shown.id} person={shown} departments={departments} />}
    </Drawer>
  );
}

function Content({ person, departments }: { person: PersonShape; departments: readonly DepartmentShape[] }) {
  const { t } = useTexts();
  const { instant } = useFormat();
  const self = useSession()?.person.id === person.id;
  const [disabling, setDisabling] = useState(false);
  const changed = usePeopleChanged();
  const enable = useAct(enablePerson, { onSuccess: changed });
  const reset = useAct(resetTwoFactor, { onSuccess: changed });
  return (
    <div className="tw-person-drawer">
      <dl className="tw-webhook-facts">
        <dt>{t("login.login")}</dt>
        <dd className="tw-webhook-url">{person.login}</dd>
        <dt>{t("people.seen")}</dt>
        <dd>{person.lastUsedAt ? <Ago at={person.lastUsedAt} /> : "–"}</dd>
        <dt>{t("keys.made")}</dt>
        <dd>{instant(person.createdAt)}</dd>
        <dt>{t("people.twoFactor")}</dt>
        <dd>{t(person.twoFactor ? "people.twoFactorOn" : "people.twoFactorOff")}</dd>
        <dt>{t("people.state")}</dt>
        <dd>{person.disabledAt ? t("people.disabledSince", { at: instant(person.disabledAt) }) : t("people.active")}</dd>
      </dl>
      <PersonForm person={person} departments={departments} />
      <Holdings person={person.id} />
      {(enable.error ?? reset.error) && <ProblemNote problem={enable.error ?? reset.error} />}
      <div className="tw-webhook-acts">
        {person.twoFactor && !self && (
          <Popconfirm
            title={t("people.resetAsk", { name: person.name })}
            description={t("people.resetHelp")}
            okText={t("people.resetTwoFactor")}
            cancelText={t("common.cancel")}
            okButtonProps={{ danger: true }}
            onConfirm={() => reset.mutate({ person: person.id })}
          >
            <Button>{t("people.resetTwoFactor")}</Button>
          </Popconfirm>
        )}
        {person.disabledAt ? (
          <Button loading={enable.isPending} onClick={() => enable.mutate({ person: person.id })}>
            {t("people.enable")}
          </Button>
        ) : (
          !self && (
            <Button danger onClick={() => setDisabling(true)}>
              {t("people.disable")}
            </Button>
          )
        )}
      </div>
      <DisablePerson open={disabling} person={person} onClose={() => setDisabling(false)} />
    </div>
  );
}

function PersonForm({ person, departments }: { person: PersonShape; departments: readonly DepartmentShape[] }) {
  const { t } = useTexts();
  const [typed, setTyped] = useState<Partial<PersonDraft>>({});
  const changed = usePeopleChanged();
  const stored: PersonDraft = { name: person.name, role: person.role, department: person.departments.at(-1)?.id ?? null };
  const draft = { ...stored, ...typed };
  // Only what differs is sent, so that two administrators who change different fields both keep their change.
  const difference = Object.fromEntries(
    (["name", "role", "department"] as const).filter((key) => draft[key] !== stored[key]).map((key) => [key, draft[key]]),
  ) as Partial<PersonDraft>;
  const change = useAct(changePerson, {
    onSuccess: async () => {
      await changed();
      setTyped({});
    },
  });
  const idle = Object.keys(difference).length === 0;
  return (
    <form
      className="tw-new-key"
      onSubmit={(event) => {
        event.preventDefault();
        if (!idle) change.mutate({ person: person.id, ...difference });
      }}
    >
      <PersonFields prefix="person" draft={draft} departments={departments} onChange={setTyped} />
      {change.error && <ProblemNote problem={change.error} />}
      <div className="tw-webhook-acts">
        <Button type="primary" htmlType="submit" disabled={idle || draft.name.trim() === ""} loading={change.isPending}>
          {t("people.save")}
        </Button>
      </div>
    </form>
  );
}
