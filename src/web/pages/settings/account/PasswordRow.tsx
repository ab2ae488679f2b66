import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { changePassword, listSessions } from "../../../../contract/index.ts";
import { useAct } from "../../../api/useAct.ts";
import { Icon } from "../../../components/Icon.tsx";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";

/** Changes the person's own password. Other sessions end. */
export function PasswordRow() {
  const { t } = useTexts();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState({ old: "", password: "" });
  const change = useAct(changePassword, {
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [listSessions.id] });
      setOpen(false);
      setTyped({ old: "", password: "" });
    },
  });
  const close = (): void => {
    setOpen(false);
    setTyped({ old: "", password: "" });
    change.reset();
  };
  const ready = typed.old !== "" && typed.password !== "";
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("account.changePassword")}</Button>
      {change.data && !open && (
        <span className="tw-done tw-account-done" role="status">
          <Icon name="check" weight={1.8} />{" "}
          {change.data.ended > 0 ? t("account.passwordChanged", { count: change.data.ended }) : t("account.passwordNew")}
        </span>
      )}
      <Modal
        open={open}
        onCancel={close}
        title={t("account.changePassword")}
        footer={
          <>
            <Button onClick={close}>{t("common.cancel")}</Button>
            <Button type="primary" form="own-password" htmlType="submit" disabled={!ready} loading={change.isPending}>
              {t("account.changePassword")}
            </Button>
          </>
        }
      >
        <form
          id="own-password"
          className="tw-new-key"
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) change.mutate(typed);
          }}
        >
          <p className="tw-quiet">{t("account.passwordHelp")}</p>
          <label htmlFor="old-password">{t("account.oldPassword")}</label>
          <Input.Password
            id="old-password"
            maxLength={500}
            autoComplete="current-password"
            value={typed.old}
            onChange={(event) => setTyped({ ...typed, old: event.target.value })}
          />
          <label htmlFor="new-password">{t("account.newPassword")}</label>
          <Input.Password
            id="new-password"
            maxLength={500}
            autoComplete="new-password"
            placeholder={t("invite.passwordHelp")}
            value={typed.password}
            onChange={(event) => setTyped({ ...typed, password: event.target.value })}
          />
          {change.error && <ProblemNote problem={change.error} />}
        </form>
      </Modal>
    </>
  );
}
