import type { WebhookShape } from "../../../../contract/index.ts";
import { useTexts } from "../../../i18n/index.ts";

/** The state of a webhook, as a dot and a word. */
export function WebhookState({ webhook: { state, failures, waiting } }: { webhook: Pick<WebhookShape, "state" | "failures" | "waiting"> }) {
  const { t } = useTexts();
  // Without waiting deliveries nothing is repeated: the failed ones were given up.
  const shown = state === "paused" ? "paused" : failures === 0 ? "active" : waiting > 0 ? "failing" : "failed";
  return (
    <span className="tw-webhook-state">
      <span className={`tw-webhook-dot tw-webhook-${shown === "failed" ? "failing" : shown}`} aria-hidden="true" />
      {t(`webhooks.${shown}`)}
    </span>
  );
}
