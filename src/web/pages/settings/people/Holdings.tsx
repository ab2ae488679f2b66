import { useQuery } from "@tanstack/react-query";
import { listHoldings } from "../../../../contract/index.ts";
import { ask } from "../../../api/queries.ts";
import { ProblemNote } from "../../../components/ProblemNote.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { UseLinks } from "../../../components/UseLinks.tsx";
import { useTexts } from "../../../i18n/index.ts";

/** What a person owns. */
export function Holdings({ person }: { person: string }) {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(ask(listHoldings, { person }));
  return (
    <section className="tw-holdings" aria-label={t("people.owns")}>
      <h2>
        {t("people.owns")} {data && data.items.length > 0 && <small>{data.items.length}</small>}
      </h2>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton width="60%" />}
      {data && (data.items.length > 0 ? <UseLinks uses={data.items} /> : <p className="tw-quiet">{t("people.ownsNothing")}</p>)}
    </section>
  );
}
