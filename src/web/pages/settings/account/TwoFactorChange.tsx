import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { endTwoFactor, readAccount, renewRecoveryCodes } from "../../../../contract/index.ts";
import { useAct } from "../../../api/useAct.ts";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { CodeField } from "./CodeField.tsx";
import { RecoveryCodes } from "./RecoveryCodes.tsx";

export type TwoFactorAct = "renew" | "end";

const FORM = "two-factor-change";

/** New recovery codes, or two-step verification off. Both take the password and a code. */
export function TwoFactorChange({ act, onClose }: { act: TwoFactorAct | undefined; onClose: () => void }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [typed, setTyped] = useState({ password: "", code: "" });
  const refetch = (): Promise<void> => client.invalidateQueries({ queryKey: [readAccount.id] });
  const close = (): void => {
    onClose();
    setTyped({ password: "", code: "" });
    renew.reset();
    end.reset();
  };
  const renew = useAct(renewRecoveryCodes, { onSuccess: refetch });
  const end = useAct(endTwoFactor, { onSuccess: () => refetch().then(close) });
  const running = act === "renew" ? renew : end;
  const ready = typed.password !== "" && typed.code.trim() !== "";
  const title = t(act === "renew" ? "account.renewCodes" : "account.turnOff");
  return (
    <Modal
      open={act !== undefined}
      onCancel={close}
      title={title}
      mask={{ closable: !renew.data }}
      footer={
        renew.data ? (
          <Button type="primary" onClick={close}>
            {t("account.codesKept")}
          </Button>
        ) : (
          <>
            <Button onClick={close}>{t("common.cancel")}</Button>
            <Button type="primary" danger={act === "end"} form={FORM} htmlType="submit" disabled={!ready} loading={running.isPending}>
              {title}
            </Button>
          </>
        )
      }
    >
      <form
        id={FORM}
        className="tw-new-key"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) running.mutate(typed);
        }}
      >
        {renew.data ? (
          <RecoveryCodes codes={renew.data.recoveryCodes} />
        ) : (
          <>
            <label htmlFor="change-password">{t("account.oldPassword")}</label>
            <Input.Password
              id="change-password"
              maxLength={500}
              autoComplete="current-password"
              value={typed.password}
              onChange={(event) => setTyped({ ...typed, password: event.target.value })}
            />
            <CodeField id="change-code" value={typed.code} onChange={(code) => setTyped({ ...typed, code })} />
            {running.error && <ProblemNote problem={running.error} />}
          </>
        )}
      </form>
    </Modal>
  );
}
