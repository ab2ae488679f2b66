import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { readAccount } from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { useFormat } from "../../../format/useFormat.ts";
import { useTexts } from "../../../i18n/index.ts";
import { TwoFactorChange, type TwoFactorAct } from "./TwoFactorChange.tsx";
import { TwoFactorSetup } from "./TwoFactorSetup.tsx";

/** The person's own two-step verification: on or off, recovery codes. */
export function TwoFactorRow() {
  const { t } = useTexts();
  const { dayInWords, day } = useFormat();
  const { data, error, refetch } = useQuery(ask(readAccount, {}));
  const [setup, setSetup] = useState(false);
  const [act, setAct] = useState<TwoFactorAct>();
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton width={120} />;
  return (
    <div className="tw-account-two">
      {data.twoFactor ? (
        <>
          <span>
            {t("account.twoFactorOn", { at: dayInWords(day(data.twoFactor.since)) })}{" "}
            <span className="tw-quiet">{t("account.codesLeft", { count: data.twoFactor.recoveryCodes })}</span>
          </span>
          <span className="tw-webhook-acts">
            <Button onClick={() => setAct("renew")}>{t("account.renewCodes")}</Button>
            <Button danger onClick={() => setAct("end")}>
              {t("account.turnOff")}
            </Button>
          </span>
        </>
      ) : (
        <>
          <Button onClick={() => setSetup(true)}>{t("account.turnOn")}</Button>
          <span className="tw-quiet">{t("account.twoFactorHelp")}</span>
        </>
      )}
      <TwoFactorSetup open={setup} onClose={() => setSetup(false)} />
      <TwoFactorChange act={act} onClose={() => setAct(undefined)} />
    </div>
  );
}
