import type { WhyNode } from "../../../contract/index.ts";
import { useTexts } from "../../i18n/index.ts";

/** The position of the required value on the bar. Values above it still fit. */
const WANTED_SHARE = 0.68;

/** The actual value compared with the required one. The bar reaches the mark if it is enough. */
export function SeenBar({ node: { observed, wanted, ratio, pass } }: { node: WhyNode }) {
  const { t, pick } = useTexts();
  const reach = ratio === null ? null : Math.min(1, Math.max(0, ratio) * WANTED_SHARE);
  return (
    <div className="tw-seen">
      <span className="tw-seen-side">
        <span className="tw-quiet">{t("why.seen")}</span> <strong>{observed && pick(observed)}</strong>
      </span>
      {wanted && (
        <span className="tw-seen-side tw-seen-wanted">
          <span className="tw-quiet">{t("why.wanted")}</span> {pick(wanted)}
        </span>
      )}
      {reach !== null && (
        <span className="tw-seen-bar" aria-hidden="true">
          <span className={pass ? "tw-seen-fill tw-seen-yes" : "tw-seen-fill"} style={{ width: `${reach * 100}%` }} />
          <span className="tw-seen-mark" style={{ left: `${WANTED_SHARE * 100}%` }} />
        </span>
      )}
    </div>
  );
}
