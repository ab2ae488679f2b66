import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { confirmTwoFactor, readAccount, startTwoFactor } from "../../../../contract/index.ts";
import { useAct } from "../../../api/useAct.ts";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";
import { CodeField } from "./CodeField.tsx";
import { QrCode } from "./QrCode.tsx";
import { RecoveryCodes } from "./RecoveryCodes.tsx";

const FORM = "two-factor-setup";

/** Turns two-step verification on: password, QR code with a first code, recovery codes. */
export function TwoFactorSetup({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [typed, setTyped] = useState({ password: "", code: "" });
  const start = useAct(startTwoFactor);
  const confirm = useAct(confirmTwoFactor, { onSuccess: () => client.invalidateQueries({ queryKey: [readAccount.id] }) });
  const close = (): void => {
    onClose();
    setTyped({ password: "", code: "" });
    start.reset();
    confirm.reset();
  };
  const step = confirm.data ? "codes" : start.data ? "scan" : "password";
  const next = (): void => {
    if (step === "password") start.mutate({ password: typed.password });
    else if (step === "scan") confirm.mutate({ code: typed.code });
  };
  const ready = step === "password" ? typed.password !== "" : typed.code.trim() !== "";
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t("account.turnOn")}
      mask={{ closable: step === "password" }}
      footer={
        step === "codes" ? (
          <Button type="primary" onClick={close}>
            {t("account.codesKept")}
          </Button>
        ) : (
          <>
            <Button onClick={close}>{t("common.cancel")}</Button>
            <Button type="primary" form={FORM} htmlType="submit" disabled={!ready} loading={start.isPending || confirm.isPending}>
              {t("account.next")}
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
          if (ready) next();
        }}
      >
        {step === "password" && (
          <>
            <label htmlFor="setup-password">{t("account.oldPassword")}</label>
            <Input.Password
              id="setup-password"
              maxLength={500}
              autoComplete="current-password"
              value={typed.password}
              onChange={(event) => setTyped({ ...typed, password: event.target.value })}
            />
            {start.error && <ProblemNote problem={start.error} />}
          </>
        )}
        {step === "scan" && start.data && (
          <>
            <p>{t("account.scan")}</p>
            <QrCode text={start.data.uri} label={t("account.qrCode")} />
            <p className="tw-quiet">{t("account.byHand")}</p>
            <p className="tw-secret">
              <code>{start.data.secret.match(/.{1,4}/g)?.join(" ")}</code>
              <CopyButton text={start.data.secret} name={t("account.copySecret")} />
            </p>
            <CodeField id="setup-code" digitsOnly value={typed.code} onChange={(code) => setTyped({ ...typed, code })} />
            {confirm.error && <ProblemNote problem={confirm.error} />}
          </>
        )}
        {confirm.data && <RecoveryCodes codes={confirm.data.recoveryCodes} />}
      </form>
    </Modal>
  );
}
