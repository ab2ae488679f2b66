import { useQuery } from "@tanstack/react-query";
import { countReviews } from "../../contract/index.ts";
import { ask } from "../api/queries.ts";
import { useMay } from "../api/session.ts";
import { useTexts } from "../i18n/index.ts";

/** Counts beyond this are not told apart at a glance. */
const MOST_REVIEWS = 99;

/** How many wait for a person, beside the word that leads there; nothing while nothing waits. */
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
