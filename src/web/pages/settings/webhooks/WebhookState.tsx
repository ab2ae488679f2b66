import type { WebhookShape } from "../../../../contract/index.ts";
import { useTexts } from "../../../i18n/index.ts";

/** How a webhook fares, as a dot and a word. */
export function WebhookState({ webhook: { state, failures } }: { webhook: Pick<WebhookShape, "state" | "failures"> }) {
  const { t } = useTexts();
  const shown = state === "paused" ? "paused" : failures > 0 ? "failing" : "active";
  return (
    <span className="tw-webhook-state">
      <span className={`tw-webhook-dot tw-webhook-${shown}`} aria-hidden="true" />
      {t(`webhooks.${shown}`)}
    </span>
  );
}
