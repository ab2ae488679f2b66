import { Button, Input, InputNumber, Modal } from "antd";
import { useState } from "react";
import { invitePerson, type DepartmentShape } from "../../../../contract/index.ts";
import { useAct } from "../../../api/useAct.ts";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { Attention, ProblemNote } from "../../../components/ProblemNote.tsx";
import { useFormat } from "../../../format/useFormat.ts";
import { useTexts } from "../../../i18n/index.ts";
import { RoleAndDepartment, type PersonDraft } from "./PersonFields.tsx";
import { usePeopleChanged } from "./usePeopleChanged.ts";

const DAYS = 7;
const MOST_DAYS = 90;
const EMPTY: PersonDraft & { readonly days: number } = { name: "", role: "read-only", department: null, days: DAYS };

interface Props {
  readonly open: boolean;
  readonly departments: readonly DepartmentShape[];
  readonly onClose: () => void;
}

/** Makes an invitation. Its link is shown only once. */
export function InvitePerson({ open, departments, onClose }: Props) {
  const { t } = useTexts();
  const { instant } = useFormat();
  const [draft, setDraft] = useState(EMPTY);
  const changed = usePeopleChanged();
  const make = useAct(invitePerson, { onSuccess: changed });
  const close = (): void => {
    onClose();
    setDraft(EMPTY);
    make.reset();
  };
  const made = make.data;
  // The address that this person uses, which the server behind a proxy may not know.
  const link = made && `${window.location.origin}/invite#${made.token}`;
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t(made ? "invitations.made" : "invitations.new")}
      mask={{ closable: !made }}
      footer={
        made ? (
          <Button type="primary" onClick={close}>
            {t("common.close")}
          </Button>
        ) : (
          <>
            <Button onClick={close}>{t("common.cancel")}</Button>
            <Button type="primary" loading={make.isPending} onClick={() => make.mutate({ ...draft, name: draft.name.trim() })}>
              {t("invitations.make")}
            </Button>
          </>
        )
      }
    >
      {made && link ? (
        <div className="tw-new-key">
          <Attention>{t("invitations.once", { at: instant(made.invitation.endsAt) })}</Attention>
          <p className="tw-secret">
            <code>{link}</code>
            <CopyButton text={link} name={t("invitations.copy")} />
          </p>
        </div>
      ) : (
        <div className="tw-new-key">
          <label htmlFor="invite-name">{t("invitations.name")}</label>
          <Input
            id="invite-name"
            maxLength={100}
            autoComplete="off"
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          />
          <RoleAndDepartment
            prefix="invite"
            draft={draft}
            departments={departments}
            onChange={(change) => setDraft({ ...draft, ...change })}
          />
          <label htmlFor="invite-days">{t("invitations.days")}</label>
          <InputNumber
            id="invite-days"
            min={1}
            max={MOST_DAYS}
            precision={0}
            value={draft.days}
            onChange={(days) => setDraft({ ...draft, days: days ?? DAYS })}
          />
          {make.error && <ProblemNote problem={make.error} />}
        </div>
      )}
    </Modal>
  );
}
