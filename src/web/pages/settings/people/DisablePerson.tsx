import { useQuery } from "@tanstack/react-query";
import { Button, Modal, Select } from "antd";
import { useState } from "react";
import { disablePerson, listHoldings, listPeople, type PersonShape } from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { useAct } from "../../../api/useAct.ts";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { Holdings } from "./Holdings.tsx";
import { usePeopleChanged } from "./usePeopleChanged.ts";

interface Props {
  readonly open: boolean;
  readonly person: PersonShape;
  readonly onClose: () => void;
}

/** Disables a person. What the person owns is shown and goes to the chosen successor. */
export function DisablePerson({ open, person, onClose }: Props) {
  const { t } = useTexts();
  const [successor, setSuccessor] = useState<string>();
  const changed = usePeopleChanged();
  const holdings = useQuery({ ...ask(listHoldings, { person: person.id }), enabled: open });
  const people = useQuery({ ...ask(listPeople, { state: "active" }), enabled: open }).data?.items ?? [];
  const close = (): void => {
    onClose();
    setSuccessor(undefined);
    disable.reset();
  };
  const disable = useAct(disablePerson, { onSuccess: () => changed().then(close) });
  const owns = (holdings.data?.items.length ?? 0) > 0;
  const ready = holdings.data !== undefined && (!owns || successor !== undefined);
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t("people.disableAsk", { name: person.name })}
      footer={
        <>
          <Button onClick={close}>{t("common.cancel")}</Button>
          <Button
            type="primary"
            danger
            disabled={!ready}
            loading={disable.isPending}
            onClick={() => disable.mutate({ person: person.id, ...(owns && successor !== undefined && { handOverTo: successor }) })}
          >
            {t("people.disable")}
          </Button>
        </>
      }
    >
      <div className="tw-new-key">
        <p>{t("people.disableHelp")}</p>
        <Holdings person={person.id} />
        {owns && (
          <>
            <label htmlFor="successor">{t("people.successor")}</label>
            <Select
              id="successor"
              showSearch
              optionFilterProp="label"
              placeholder={t("people.pickSuccessor")}
              {...(successor !== undefined && { value: successor })}
              onChange={(next: string) => setSuccessor(next)}
              options={people
                .filter(({ id }) => id !== person.id)
                .map(({ id, name, login }) => ({ value: id, label: `${name} · ${login}` }))}
            />
          </>
        )}
        {disable.error && <ProblemNote problem={disable.error} />}
      </div>
    </Modal>
  );
}
