import { CopyButton } from "../../../components/CopyButton.tsx";
import { Attention } from "../../../components/ProblemNote.tsx";
import { useTexts } from "../../../i18n/index.ts";

/** A webhook's secret, shown only once, with its use for the receiver. */
export function SecretOnce({ secret }: { secret: string }) {
  const { t } = useTexts();
  return (
    <div className="tw-new-key">
      <Attention>{t("webhooks.once")}</Attention>
      <p className="tw-secret">
        <code>{secret}</code>
        <CopyButton text={secret} name={t("webhooks.copy")} />
      </p>
      <p className="tw-quiet">{t("webhooks.verify")}</p>
      <pre className="tw-webhook-code">{'import { Webhook } from "standardwebhooks";\nnew Webhook(secret).verify(body, headers);'}</pre>
    </div>
  );
}
