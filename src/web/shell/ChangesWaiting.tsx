import { useQuery } from "@tanstack/react-query";
import { listChanges } from "../../contract/index.ts";
import { ask } from "../api/queries.ts";
import { useMay } from "../api/session.ts";
import { useTexts } from "../i18n/index.ts";

/** The number of change requests that wait for the person, in the navigation; nothing if there are none. */
export function ChangesWaiting() {
  const { t } = useTexts();
  const may = useMay("tag.approve");
  const { data } = useQuery({ ...ask(listChanges, { state: "open", limit: 1 }), enabled: may });
  const count = data?.waiting ?? 0;
  if (count === 0) return null;
  return (
    <span className="tw-nav-count tw-num">
      <span aria-hidden="true">{count}</span>
      <span className="tw-hidden"> {t("changes.waits", { count })}</span>
    </span>
  );
}
