import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { createPerson, type DepartmentShape } from "../../../../contract/index.ts";
import { useAct } from "../../../api/useAct.ts";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { Attention, ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { firstPassword } from "./firstPassword.ts";
import { PersonFields, type PersonDraft } from "./PersonFields.tsx";
import { usePeopleChanged } from "./usePeopleChanged.ts";

interface Props {
  readonly open: boolean;
  readonly departments: readonly DepartmentShape[];
  readonly onClose: () => void;
}

const EMPTY = { login: "", name: "", role: "read-only", department: null } as const satisfies PersonDraft & { login: string };

/** Adds a person. The first password is made here and shown only once. */
export function NewPerson({ open, departments, onClose }: Props) {
  const { t } = useTexts();
  const [draft, setDraft] = useState<PersonDraft & { readonly login: string }>(EMPTY);
  const changed = usePeopleChanged();
  const make = useAct(createPerson, { onSuccess: changed });
  const close = (): void => {
    onClose();
    setDraft(EMPTY);
    make.reset();
  };
  const login = draft.login.trim();
  const save = (): void => make.mutate({ ...draft, login, name: draft.name.trim() || login, password: firstPassword() });
  const made = make.data && make.variables;
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t(made ? "people.made" : "people.new")}
      mask={{ closable: !made }}
      footer={
        made ? (
          <Button type="primary" onClick={close}>
            {t("common.close")}
          </Button>
        ) : (
          <>
            <Button onClick={close}>{t("common.cancel")}</Button>
            <Button type="primary" disabled={login === ""} loading={make.isPending} onClick={save}>
              {t("people.new")}
            </Button>
          </>
        )
      }
    >
      {made ? (
        <div className="tw-new-key">
          <Attention>{t("people.once", { name: made.name })}</Attention>
          <p className="tw-secret">
            <code>{made.login}</code>
            <CopyButton text={made.login} name={t("people.copyLogin")} />
          </p>
          <p className="tw-secret">
            <code>{made.password}</code>
            <CopyButton text={made.password} name={t("people.copyPassword")} />
          </p>
        </div>
      ) : (
        <div className="tw-new-key">
          <label htmlFor="new-person-login">{t("login.login")}</label>
          <Input
            id="new-person-login"
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            placeholder={t("people.loginExample")}
            value={draft.login}
            onChange={(event) => setDraft({ ...draft, login: event.target.value })}
          />
          <PersonFields
            prefix="new-person"
            draft={draft}
            departments={departments}
            onChange={(next) => setDraft({ ...next, login: draft.login })}
          />
          {make.error && <ProblemNote problem={make.error} />}
        </div>
      )}
    </Modal>
  );
}
