import { useQuery } from "@tanstack/react-query";
import { countReviews } from "../../contract/index.ts";
import { ask } from "../api/queries.ts";
import { useMay } from "../api/session.ts";
import { useTexts } from "../i18n/index.ts";

/** Larger counts are shown as `99+`. */
const MOST_REVIEWS = 99;

/** The number of waiting reviews in the navigation; nothing if there are none. */
export function ReviewsWaiting() {
  const { t } = useTexts();
  const may = useMay("customer.read");
  const { data } = useQuery({ ...ask(countReviews, {}), enabled: may });
  const count = data ? data.clash + data.shared + data.many : 0;
  if (count === 0) return null;
  return (
    <span className="tw-nav-count tw-num">
      <span aria-hidden="true">{count > MOST_REVIEWS ? `${MOST_REVIEWS}+` : count}</span>
      <span className="tw-hidden"> {t("shell.waits", { count })}</span>
    </span>
  );
}
